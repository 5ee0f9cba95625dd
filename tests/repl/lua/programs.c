/* SPDX-License-Identifier: MIT-0 */
#include "programs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text that grows. */
struct text {
  char *data;
  size_t n;
};

/* One run. */
struct world {
  const struct how *how;
  struct script *script;
  struct budget budget;
  uint64_t requests;
  bool refused;
};

static struct text output, reports, error, trace;
static bool out_of_memory, refused;

/* ---- Collecting ------------------------------------------------------- */

static void add(struct text *text, const char *data, size_t n) {
  text->data = realloc(text->data, text->n + n + 1);
  assert_non_null(text->data);
  memcpy(text->data + text->n, data, n);
  text->n += n;
  text->data[text->n] = '\0';
}

static void clear(struct text *text) {
  free(text->data);
  *text = (struct text){NULL, 0};
}

static const char *string(const struct text *text) {
  return text->data ? text->data : "";
}

static int on_out(void *data, const char *text, size_t n) {
  struct world *w = data;

  add(&output, text, n);
  if (w->how->stop_at && n > 0 &&
      strncmp(text, w->how->stop_at, strlen(w->how->stop_at)) == 0)
    script_stop(w->script, UV_EINTR);
  return 0;
}

static void on_report(void *data, const char *rule, const char *text) {
  (void)data;
  add(&reports, rule, strlen(rule));
  add(&reports, ": ", 2);
  add(&reports, text, strlen(text));
  add(&reports, "\n", 1);
}

static bool on_account(void *data, ptrdiff_t delta) {
  struct world *w = data;

  uint64_t from = w->how->refuse;

  if (delta > 0 && from && ++w->requests >= from &&
      w->requests - from < w->how->refusals) {
    w->refused = true;
    return false;
  }
  return budget_account(&w->budget, delta);
}

static void on_trace(void *data, const struct bt_trace_event *event) {
  struct bt_buffer buf = {NULL, 0, 0};

  (void)data;
  assert_int_equal(bt_json_event(&buf, event), 0);
  add(&trace, buf.data, buf.n);
  free(buf.data);
}

static const char *on_locate(void *data, struct bt_task *task) {
  struct world *w = data;

  return script_locate(w->script, task);
}

static void on_unstarted(void *data, struct bt_task *task) {
  struct world *w = data;

  script_unstarted(w->script, task);
}

/* ---- Running ---------------------------------------------------------- */

static int wait_for_ever(void *unused) {
  struct bt_waiter waiter = {.on = "lines"};

  (void)unused;
  return bt_park(&waiter);
}

/* Steps until nothing is left to do; BT_STEP_RAN never comes back. */
static enum bt_step step_all(struct bt_loop *loop) {
  enum bt_step step;

  while ((step = bt_loop_step(loop)) == BT_STEP_RAN)
    ;
  return step;
}

static void type_line(struct world *w, struct bt_loop *loop, const char *text) {
  struct bt_spawn_options options = {.name = "line",
                                     .stack_size = SCRIPT_STACK};
  struct script_line line;
  struct bt_task *task;

  switch (script_line_compile(&line, w->script, text, strlen(text))) {
  case SCRIPT_LINE_INCOMPLETE:
    add(&output, "...\n", 4);
    return;
  case SCRIPT_LINE_WRONG:
    add(&output, "wrong: ", 7);
    add(&output, script_error(w->script), strlen(script_error(w->script)));
    add(&output, "\n", 1);
    return;
  default:
    break;
  }
  task = bt_spawn_with(&options, script_line_run, &line);
  if (!task) {
    script_line_drop(&line);
    return;
  }
  step_all(loop);
  if (bt_result(task) == UV_UNKNOWN) {
    add(&output, "failed: ", 8);
    add(&output, script_error(w->script),
        strcspn(script_error(w->script), "\n"));
    add(&output, "\n", 1);
  } else if (script_echo(w->script)) {
    add(&output, "= ", 2);
    add(&output, script_echo(w->script), strlen(script_echo(w->script)));
    add(&output, "\n", 1);
  } else if (bt_result(task) < 0) {
    add(&output, "stopped\n", 8);
  }
  bt_drop(task);
}

static void add_completion(void *data, const char *name) {
  (void)data;
  add(&output, name, strlen(name));
  add(&output, " ", 1);
}

static int finish(struct world *w, struct bt_loop *loop, enum bt_step step) {
  int rc;

  if (step == BT_STEP_IDLE && !w->how->lines)
    bt_loop_report_deadlock(loop);
  script_release(w->script);
  rc = bt_loop_close(loop);
  if (w->how->lines)
    return 0;
  return step == BT_STEP_IDLE && rc == UV_ECANCELED ? BT_EDEADLOCK : rc;
}

static int run_loop(struct world *w) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .stack_size = SCRIPT_STACK,
                               .account = on_account,
                               .locate = on_locate,
                               .unstarted = on_unstarted,
                               .report = on_report,
                               .trace = w->how->traced ? on_trace : NULL,
                               .data = w};
  struct bt_loop *loop;
  enum bt_step step = BT_STEP_IDLE;
  int rc;

  loop = bt_loop_open(&options, w->how->lines ? wait_for_ever : script_main,
                      w->script, &rc);
  if (!loop) {
    script_release(w->script);
    return rc;
  }
  if (w->how->lines) {
    step_all(loop);
    for (size_t i = 0; w->how->lines[i]; i++)
      type_line(w, loop, w->how->lines[i]);
    if (w->how->complete) {
      assert_true(script_complete(w->script, w->how->complete, add_completion,
                                  NULL) >= 0);
      add(&output, "\n", 1);
    }
  } else {
    step = step_all(loop);
  }
  return finish(w, loop, step);
}

static int load_and_run(struct world *w, const char *text) {
  int rc = w->how->lines
               ? 0
               : script_load(w->script, "test.lua", text, strlen(text));

  if (rc == 0)
    rc = run_loop(w);
  if (rc == UV_UNKNOWN || rc == UV_EINVAL)
    add(&error, script_error(w->script), strlen(script_error(w->script)));
  out_of_memory = script_out_of_memory(w->script);
  return rc;
}

int lua_run_with(const struct how *how, const char *text) {
  struct world w = {.how = how, .budget = {.limit = how->limit}};
  struct script_options options = {.seed = how->seed,
                                   .account = on_account,
                                   .account_data = &w,
                                   .out = on_out,
                                   .out_data = &w,
                                   .goes_on = how->lines != NULL};
  int rc = script_open(&w.script, &options);

  if (rc == 0) {
    rc = load_and_run(&w, text);
    script_close(w.script);
  }
  refused = w.refused;
  assert_int_equal(w.budget.used, 0);
  return rc;
}

int lua_run(const char *text) {
  struct how how = {0};

  return lua_run_with(&how, text);
}

/* ---- Asserting -------------------------------------------------------- */

static void expect(struct text *text, const char *expected, const char *file,
                   int line) {
  if (strcmp(string(text), expected) != 0)
    print_error("expected:\n%s\ngot:\n%s\n", expected, string(text));
  _assert_true(strcmp(string(text), expected) == 0, "text", file, line);
  clear(text);
}

void printed_at(const char *expected, const char *file, int line) {
  expect(&output, expected, file, line);
}

void reported_at(const char *expected, const char *file, int line) {
  expect(&reports, expected, file, line);
}

void failed_by_at(const char *expected, const char *file, int line) {
  bool same = strncmp(string(&error), expected, strlen(expected)) == 0;

  if (!same)
    print_error("expected: %s\ngot: %s\n", expected, string(&error));
  _assert_true(same, "error", file, line);
  clear(&error);
}

void prints_at(const char *text, const char *expected, const char *file,
               int line) {
  if (lua_run(text) != 0)
    print_error("%s\n", string(&error));
  expect(&output, expected, file, line);
  expect(&error, "", file, line);
}

void raises_at(const char *body, const char *message, const char *file,
               int line) {
  char text[2048];

  snprintf(text, sizeof text,
           "local ok, e = pcall(function() %s end) "
           "print(ok and 'nothing was raised' or tostring(e))",
           body);
  assert_int_equal(lua_run(text), 0);
  snprintf(text, sizeof text, "%s\n", message);
  expect(&output, text, file, line);
}

void forget_all(void) {
  clear(&output);
  clear(&reports);
  clear(&error);
  clear(&trace);
}

const char *last_output(void) { return string(&output); }
const char *last_trace(void) { return string(&trace); }
bool last_out_of_memory(void) { return out_of_memory; }
bool last_refused(void) { return refused; }

int programs_begin(void **state) {
  (void)state;
  forget_all();
  return 0;
}

int programs_end(void **state) {
  bool quiet = !output.data && !reports.data && !error.data;

  (void)state;
  if (!quiet)
    print_error("not looked at:\n%s%s%s\n", string(&output), string(&reports),
                string(&error));
  forget_all();
  return quiet ? 0 : -1;
}
