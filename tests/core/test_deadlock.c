/* SPDX-License-Identifier: MIT-0 */
/* Programs that can never go on are told why, by name. */
#include "support.h"

#include <host.h>
#include <stdio.h>
#include <string.h>

/* The least lock that a report can name the holder of. */
struct held {
  struct bt_object object;
  struct bt_waitlist waiters;
  struct bt_task *holder;
};

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct held *held = (const struct held *)object;

  bt_state_task(state, "holder", held->holder);
  bt_state_waiters(state, "waiters", &held->waiters);
}

static const struct bt_kind kind = {"lock", describe};

static void hold(struct held *held, const char *name) {
  memset(held, 0, sizeof *held);
  held->waiters.object = &held->object;
  bt_object_init(&held->object, &kind, name);
}

static int acquire(struct held *held) {
  struct bt_waiter waiter = {.why = "held"};
  int rc = 0;

  if (held->holder)
    rc = bt_park_in(&held->waiters, &waiter);
  held->holder = bt_self();
  return rc;
}

static struct held first, second;

/* ---- Locks ------------------------------------------------------------ */

static int takes_both(void *which) {
  struct held *mine = which;
  int rc = acquire(mine);

  if (rc == 0)
    rc = bt_sleep(5);
  return rc < 0 ? rc : acquire(mine == &first ? &second : &first);
}

static int crosses(void *unused) {
  struct bt_task *a, *b;

  (void)unused;
  hold(&first, "m");
  hold(&second, NULL);
  a = spawn("A", takes_both, &first);
  b = spawn("B", takes_both, &second);
  return bt_await(a) + bt_await(b);
}

static void cycle_of_locks_is_written_out(void **state) {
  (void)state;
  assert_int_equal(run(crosses), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for task A\n"
           "  task A waits for lock-1, held by B\n"
           "  task B waits for lock m, held by A\n"
           "  cycle: A -> lock-1 -> B -> lock m -> A\n");
}

/* ---- Awaits ----------------------------------------------------------- */

static struct bt_task *pair[2];

static int joins(void *other) {
  int rc = bt_yield();

  return rc < 0 ? rc : bt_join(*(struct bt_task **)other);
}

static int has_two_that_await_each_other(void *unused) {
  (void)unused;
  pair[0] = spawn("A", joins, &pair[1]);
  pair[1] = spawn("B", joins, &pair[0]);
  return wait_for_ever(NULL);
}

static void ring_of_awaits_is_written_out(void **state) {
  (void)state;
  assert_int_equal(run(has_two_that_await_each_other), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for nothing\n"
           "  task A waits for task B\n"
           "  task B waits for task A\n"
           "  cycle: A -> B -> A\n");
}

static int awaits_one_that_is_stuck(void *unused) {
  (void)unused;
  return bt_await(spawn("A", wait_for_ever, NULL));
}

static void without_a_cycle_those_who_wait_are_named(void **state) {
  (void)state;
  assert_int_equal(run(awaits_one_that_is_stuck), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for task A\n"
           "  task A waits for nothing\n");
}

/* ---- Beside the rule -------------------------------------------------- */

static int waits_with_a_timer_running(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(1000));
  struct bt_waiter waiter = {.on = "nothing"};

  bt_drop(a);
  (void)unused;
  return bt_park(&waiter);
}

/* A timer might bring the wake: only when none is left is it a deadlock. */
static void no_deadlock_while_a_timer_runs(void **state) {
  (void)state;
  assert_int_equal(run(waits_with_a_timer_running), BT_EDEADLOCK);
  said("1000 A slept: 0\n");
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for nothing\n");
}

static int refuses_to_end(void *unused) {
  int rc = wait_for_ever(NULL);

  (void)unused;
  return rc == UV_ECANCELED ? wait_for_ever(NULL) : rc;
}

static int leaves_one_that_refuses_to_end(void *unused) {
  (void)unused;
  bt_drop(spawn("A", refuses_to_end, NULL));
  return 0;
}

static void task_that_outwaits_the_shutdown_is_a_deadlock(void **state) {
  (void)state;
  assert_int_equal(run(leaves_one_that_refuses_to_end), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task A waits for nothing\n");
}

enum { CROWD = 2000 };

static int has_a_stuck_crowd(void *unused) {
  char name[64];

  (void)unused;
  for (int i = 0; i < CROWD; i++) {
    snprintf(name, sizeof name, "member %d of a large crowd", i);
    bt_drop(spawn(name, wait_for_ever, NULL));
  }
  return wait_for_ever(NULL);
}

static size_t report_length;

static void measure(void *data, const char *rule, const char *text) {
  (void)data;
  assert_string_equal(rule, "deadlock");
  report_length = strlen(text);
}

static void report_of_a_crowd_is_cut_short(void **state) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL, .report = measure};

  (void)state;
  assert_int_equal(bt_run_with(&options, has_a_stuck_crowd, NULL),
                   BT_EDEADLOCK);
  assert_in_range(report_length, 1000, 10000);
}

/* ---- Memory ----------------------------------------------------------- */

enum { RING = 100 };

static struct bt_task *ring[RING];

static int joins_the_next(void *i) {
  int rc = bt_yield();

  return rc < 0 ? rc : bt_join(ring[((uintptr_t)i + 1) % RING]);
}

static int has_a_ring(void *unused) {
  (void)unused;
  for (size_t i = 0; i < RING; i++) {
    ring[i] = bt_spawn_named("T", joins_the_next, NUMBER(i));
    if (ring[i])
      continue;
    while (i-- > 0)
      bt_drop(ring[i]);
    return UV_ENOMEM;
  }
  return bt_join(ring[0]);
}

/* Refuses one request, and keeps the report. */
struct scarce {
  size_t requests, refuse;
  bool refused;
  char text[8192];
};

static bool refuses_one(void *data, ptrdiff_t delta) {
  struct scarce *scarce = data;
  bool refuse = delta > 0 && ++scarce->requests == scarce->refuse;

  scarce->refused |= refuse;
  return !refuse;
}

static void keep_text(void *data, const char *rule, const char *text) {
  struct scarce *scarce = data;

  assert_string_equal(rule, "deadlock");
  snprintf(scarce->text, sizeof scarce->text, "%s", text);
}

/* Without it no cycle is looked for. */
static void report_needs_no_memory(void **state) {
  struct scarce scarce = {.refused = true};
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .account = refuses_one,
                               .report = keep_text,
                               .data = &scarce};
  size_t reports = 0;

  (void)state;
  for (size_t n = 1; scarce.refused; n++) {
    int rc;

    scarce = (struct scarce){.refuse = n};
    rc = bt_run_with(&options, has_a_ring, NULL);
    if (rc == UV_ENOMEM)
      continue;
    assert_int_equal(rc, BT_EDEADLOCK);
    reports++;
    assert_non_null(strstr(scarce.text, "task main waits for task T\n"));
    assert_int_equal(strstr(scarce.text, "\n  cycle: T -> T -> ") == NULL,
                     scarce.refused);
  }
  assert_true(reports >
              4); /* tasks, path, edges twice, and all that it takes */
}

/* A prompt goes on after it. */
static void report_gives_its_memory_back(void **state) {
  struct bt_options options = {.max_turns = 0};
  struct bt_loop *loop;
  size_t before;
  int rc;

  (void)state;
  watch(&options);
  loop = bt_loop_open(&options, has_a_ring, NULL, &rc);
  assert_non_null(loop);
  assert_int_equal(bt_loop_run(loop), BT_STEP_IDLE);
  before = memory_in_use();
  bt_loop_report_deadlock(loop);
  assert_int_equal(memory_in_use(), before);
  assert_int_equal(bt_loop_close(loop), UV_ECANCELED);
  forget();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cycle_of_locks_is_written_out),
      TEST(ring_of_awaits_is_written_out),
      TEST(without_a_cycle_those_who_wait_are_named),
      TEST(no_deadlock_while_a_timer_runs),
      TEST(task_that_outwaits_the_shutdown_is_a_deadlock),
      TEST(report_of_a_crowd_is_cut_short),
      TEST(report_needs_no_memory),
      TEST(report_gives_its_memory_back),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
