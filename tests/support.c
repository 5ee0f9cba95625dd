/* SPDX-License-Identifier: MIT-0 */
#define _GNU_SOURCE
#include "support.h"

#include <host.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef RUNNING_ON_VALGRIND
#define RUNNING_ON_VALGRIND 0
#endif

struct text {
  char s[64 * 1024];
  size_t n;
};

static struct text log_, reports;

static struct {
  size_t used;
  size_t requests;
  size_t refuse; /* the number of the request to refuse; 0: none */
  bool refused;
} memory;

/* ---- What was said ---------------------------------------------------- */

static void add(struct text *text, const char *format, va_list args) {
  int n = vsnprintf(text->s + text->n, sizeof text->s - text->n, format, args);

  assert_true(n >= 0 && text->n + (size_t)n < sizeof text->s);
  text->n += (size_t)n;
}

static void add_line(struct text *text, const char *format, ...)
    BT_PRINTF(2, 3);

static void add_line(struct text *text, const char *format, ...) {
  va_list args;

  va_start(args, format);
  add(text, format, args);
  va_end(args);
}

void say(const char *format, ...) {
  const struct bt_task *self = bt_self();
  va_list args;

  add_line(&log_, "%llu %s ", (unsigned long long)bt_now(),
           self ? bt_name(self) : "-");
  va_start(args, format);
  add(&log_, format, args);
  va_end(args);
  add_line(&log_, "\n");
}

int say_rc(const char *text, int rc) {
  if (rc < 0)
    say("%s: %s", text, bt_error_name(rc));
  else
    say("%s: %d", text, rc);
  return rc;
}

static void is(struct text *text, const char *expected, const char *file,
               int line) {
  static char copy[sizeof text->s];

  memcpy(copy, text->s, text->n + 1);
  text->n = 0;
  text->s[0] = '\0';
  _assert_string_equal(copy, expected, file, line);
}

void said_at(const char *expected, const char *file, int line) {
  is(&log_, expected, file, line);
}

void reported_at(const char *expected, const char *file, int line) {
  is(&reports, expected, file, line);
}

void forget(void) {
  log_.n = reports.n = 0;
  log_.s[0] = reports.s[0] = '\0';
}

/* ---- What objects show ------------------------------------------------ */

static struct text shown, parked, called, scoped;
static char task_names[32][16]; /* by id */

static void note_name(const struct bt_trace_event *e) {
  assert_true(e->u.spawn.id < sizeof task_names / sizeof task_names[0]);
  snprintf(task_names[e->u.spawn.id], sizeof task_names[0], "%s",
           e->u.spawn.name);
}

static void add_field(const struct bt_field *f) {
  add_line(&shown, " %s", f->name);
  if (f->kind == BT_FIELD_INT)
    add_line(&shown, " %lld", (long long)f->number);
  else if (f->kind == BT_FIELD_BOOL)
    add_line(&shown, " %s", f->number ? "true" : "false");
  else if (f->kind == BT_FIELD_TEXT)
    add_line(&shown, " %s", f->text ? f->text : "none");
  else if (f->kind == BT_FIELD_TASK)
    add_line(&shown, " %s", f->number ? task_names[f->number] : "none");
  for (size_t i = 0; f->kind == BT_FIELD_TASKS && i < f->n; i++)
    add_line(&shown, " %s", task_names[f->list[i]]);
}

/* No state is shown twice in a row. */
static void note_object(const struct bt_trace_event *e) {
  static char before[sizeof shown.s];

  memcpy(before, shown.s, sizeof before);
  shown.n = 0;
  add_line(&shown, "%s %s:%s", e->u.object.kind, e->u.object.name,
           e->u.object.gone ? " gone" : "");
  for (size_t i = 0; i < e->u.object.n_fields; i++) {
    add_field(&e->u.object.fields[i]);
    if (i + 1 < e->u.object.n_fields)
      add_line(&shown, ",");
  }
  assert_string_not_equal(shown.s, before);
}

static void note_park(const struct bt_trace_event *e) {
  parked.n = 0;
  add_line(&parked, "%s: %s", task_names[e->task], e->u.park.on);
  for (size_t i = 0; i < e->u.park.tasks.n; i++)
    add_line(&parked, "%s%s %s", i ? "" : ", ", i ? "" : e->u.park.why,
             task_names[e->u.park.tasks.list[i]]);
  if (e->u.park.until != BT_NEVER)
    add_line(&parked, ", until %llu ms",
             (unsigned long long)e->u.park.until / 1000);
}

static void note_call(const struct bt_trace_event *e) {
  called.n = 0;
  add_line(&called, "%s for %s", e->u.call.what,
           task_names[e->u.call.for_task]);
}

static void note_scope(const struct bt_trace_event *e) {
  scoped.n = 0;
  add_line(&scoped, "%s %s %s", e->u.scope.what, e->u.scope.kind,
           e->u.scope.name);
  if (e->u.scope.until != BT_NEVER)
    add_line(&scoped, ", until %llu ms",
             (unsigned long long)e->u.scope.until / 1000);
}

static void note_event(void *data, const struct bt_trace_event *e) {
  (void)data;
  if (e->ev == BT_EV_SPAWN)
    note_name(e);
  else if (e->ev == BT_EV_OBJECT)
    note_object(e);
  else if (e->ev == BT_EV_PARK)
    note_park(e);
  else if (e->ev == BT_EV_CALL)
    note_call(e);
  else if (e->ev == BT_EV_SCOPE)
    note_scope(e);
}

int run_shown(bt_fn *program) {
  shown.s[0] = '\0';
  return run_with((struct bt_options){.trace = note_event}, program, NULL);
}

void shows_at(const char *expected, const char *file, int line) {
  _assert_string_equal(shown.s, expected, file, line);
}

void shows_wait_at(const char *expected, const char *file, int line) {
  _assert_string_equal(parked.s, expected, file, line);
}

void shows_call_at(const char *expected, const char *file, int line) {
  _assert_string_equal(called.s, expected, file, line);
}

void shows_scope_at(const char *expected, const char *file, int line) {
  _assert_string_equal(scoped.s, expected, file, line);
}

/* ---- Running ---------------------------------------------------------- */

static void note(void *data, const char *rule, const char *text) {
  (void)data;
  add_line(&reports, "%s: %s\n", rule, text);
}

static bool account(void *data, ptrdiff_t delta) {
  (void)data;
  if (delta > 0 && ++memory.requests == memory.refuse) {
    memory.refused = true;
    return false;
  }
  memory.used += (size_t)delta;
  return true;
}

size_t memory_in_use(void) { return memory.used; }

void watch(struct bt_options *options) {
  if (options->clock == BT_CLOCK_DEFAULT)
    options->clock = BT_CLOCK_VIRTUAL;
  options->report = note;
  options->account = account;
}

int run_with(struct bt_options options, bt_fn *program, void *arg) {
  watch(&options);
  return bt_run_with(&options, program, arg);
}

int run_arg(bt_fn *program, void *arg) {
  return run_with((struct bt_options){0}, program, arg);
}

int run(bt_fn *program) { return run_arg(program, NULL); }

int run_seed(uint64_t seed, bt_fn *program) {
  return run_with((struct bt_options){.order = BT_ORDER_SEED, .seed = seed},
                  program, NULL);
}

static void no_memory_is_left(void) {
  assert_null(bt_loop_current());
  assert_int_equal(memory.used, 0);
}

int begin(void **state) {
  (void)state;
  if (bt_loop_current()) /* of a test that failed */
    (void)bt_loop_close(bt_loop_current());
  memset(&memory, 0, sizeof memory);
  forget();
  return 0;
}

int end(void **state) {
  (void)state;
  no_memory_is_left();
  reported("");
  said("");
  return 0;
}

/* ---- Turns ------------------------------------------------------------ */

static struct bt_call meter;
static unsigned turns;

static void count_turn(struct bt_call *call) {
  turns++;
  bt_call_soon(call);
}

void turns_begin(void) {
  bt_call_stop(&meter);
  meter = (struct bt_call){.fn = count_turn};
  turns = 0;
  bt_call_soon(&meter);
}

unsigned turns_end(void) {
  bt_call_stop(&meter);
  return turns;
}

/* ---- Refusing memory -------------------------------------------------- */

size_t refuse_each(bt_fn *program) {
  return refuse_each_with((struct bt_options){0}, program, "");
}

/* What is said where a choice finds no memory, which ends the program. */
static const char no_choice[] = "memory: out of memory for a choice of the "
                                "order\n";

size_t refuse_each_with(struct bt_options options, bt_fn *program,
                        const char *warning) {
  size_t n = 0;
  bool warned = !*warning;
  int rc;

  do {
    memory.requests = 0;
    memory.refuse = ++n;
    memory.refused = false;
    rc = run_with(options, program, NULL);
    if (rc != 0 && rc != UV_ENOMEM)
      fail_msg("request %zu refused: %s", n, bt_error_name(rc));
    no_memory_is_left();
    if (rc == UV_ENOMEM && strcmp(reports.s, no_choice) == 0)
      forget();
    warned |= reports.n > 0;
    reported(reports.n ? warning : "");
  } while (memory.refused);
  memory.refuse = 0;
  assert_true(warned);
  assert_int_equal(rc, 0);
  forget();
  return n - 1;
}

/* ---- Stopping in the middle ------------------------------------------- */

/* Makes up to n steps; false once the program is over. */
static bool goes_on_for(struct bt_loop *loop, size_t n) {
  enum bt_step step = BT_STEP_RAN;

  while (n-- > 0 && step == BT_STEP_RAN)
    step = bt_loop_step(loop);
  assert_true(step == BT_STEP_RAN || step == BT_STEP_ENDED);
  return step == BT_STEP_RAN;
}

size_t stop_anywhere(bt_fn *program) {
  struct bt_options options = {.max_turns = 0};
  size_t n = 0;
  bool more;

  watch(&options);
  do {
    int rc;
    struct bt_loop *loop = bt_loop_open(&options, program, NULL, &rc);

    assert_non_null(loop);
    more = goes_on_for(loop, n++);
    rc = bt_loop_close(loop);
    if (!more)
      assert_int_equal(rc, 0);
    no_memory_is_left();
    reported("");
  } while (more);
  forget();
  return n - 1;
}

/* ---- Aborting --------------------------------------------------------- */

static void in_child(int (*fn)(void), int err) {
  struct rlimit none = {0, 0};

  setrlimit(RLIMIT_CORE, &none);
  signal(SIGABRT, SIG_DFL); /* not cmocka's */
  dup2(err, STDERR_FILENO);
  _exit(fn() < 0);
}

static void read_all(int fd, char *buf, size_t size) {
  size_t n = 0;
  ssize_t got;

  while (n < size - 1 && (got = read(fd, buf + n, size - 1 - n)) > 0)
    n += (size_t)got;
  buf[n] = '\0';
}

void aborts(int (*fn)(void), const char *expected) {
  char text[4096], *emulator;
  int fds[2], status;
  pid_t pid;

  assert_int_equal(pipe(fds), 0);
  pid = fork();
  assert_true(pid >= 0);
  if (pid == 0)
    in_child(fn, fds[1]);
  close(fds[1]);
  read_all(fds[0], text, sizeof text);
  close(fds[0]);
  assert_int_equal(waitpid(pid, &status, 0), pid);
  if ((emulator = strstr(text, "qemu: "))) /* it has a word on the signal */
    *emulator = '\0';
  assert_string_equal(text, expected);
  assert_true(WIFSIGNALED(status));
  assert_int_equal(WTERMSIG(status), SIGABRT);
}

/* ---- Speed ------------------------------------------------------------ */

bool under_valgrind(void) { return RUNNING_ON_VALGRIND != 0; }

unsigned fewer(unsigned n) {
#ifdef __SANITIZE_THREAD__
  return n / 100;
#else
  return under_valgrind() ? n / 100 : n;
#endif
}
