/* SPDX-License-Identifier: MIT-0 */
/* Waits for the ends of tasks name those tasks: to a tracer, and where nothing
 * can end them. */
#include "support.h"

#include <string.h>

#include "bt_as_completed.h"
#include "bt_background.h"
#include "bt_gather.h"
#include "bt_shield.h"
#include "bt_task_group.h"
#include "bt_wait.h"
#include "bt_wait_for.h"

enum { N = 3 };

static struct bt_task *tasks[N];

static int sleeps(void *ms) { return bt_sleep((uintptr_t)ms); }

/* A, B and C end after 10, 20 and 30 ms. */
static void spawn_three(void) {
  static const char *const names[N] = {"A", "B", "C"};

  for (uintptr_t i = 0; i < N; i++)
    tasks[i] = spawn(names[i], sleeps, NUMBER(10 * (i + 1)));
}

static int await_three(int rc) {
  for (int i = 0; i < N; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

/* ---- To a tracer ------------------------------------------------------ */

static int gathers(void *all) {
  struct bt_task *twice[] = {tasks[0], tasks[1], bt_ref(tasks[1]), tasks[2]};

  return all ? bt_gather_all(twice, 4, NULL) : bt_gather(twice, 4, NULL);
}

/* A waiter in a task of its own, which is the last to park before main looks.
 */
static struct bt_task *waiter(bt_fn *fn, void *arg) {
  struct bt_task *t = spawn("waiter", fn, arg);

  assert_int_equal(bt_yield(), 0);
  return t;
}

static int has_gatherers(void *unused) {
  struct bt_task *t;

  (void)unused;
  spawn_three();
  assert_int_equal(bt_sleep(15), 0); /* A has ended */
  t = waiter(gathers, NUMBER(0));
  shows_wait("waiter: gather, first error B C");
  assert_int_equal(bt_await(t), 0);
  spawn_three();
  t = waiter(gathers, NUMBER(1));
  shows_wait("waiter: gather, all A B C");
  return bt_await(t);
}

static void gather_names_those_that_have_not_ended_once(void **state) {
  (void)state;
  assert_int_equal(run_shown(has_gatherers), 0);
}

static int waits(void *when) {
  return bt_wait(tasks, N, (enum bt_wait_when)(uintptr_t)when, BT_NEVER);
}

static int has_waiters(void *unused) {
  static const char *const shown[] = {"waiter: wait, all A B C",
                                      "waiter: wait, first A B C",
                                      "waiter: wait, first error A B C"};

  (void)unused;
  for (uintptr_t when = 0; when < 3; when++) {
    struct bt_task *t;

    spawn_three();
    assert_int_equal(bt_sleep(15), 0); /* one that has ended counts, too */
    t = waiter(waits, NUMBER(when));
    shows_wait(shown[when]);
    assert_int_equal(await_three(bt_await(t)), 0);
  }
  return 0;
}

static void wait_names_all_and_how_many_must_end(void **state) {
  (void)state;
  assert_int_equal(run_shown(has_waiters), 0);
}

static int asks_twice(void *it) {
  struct bt_task *task;
  int rc = bt_as_completed_next(it, &task);

  return rc < 0 ? rc : bt_as_completed_next(it, &task);
}

static int has_an_asker(void *unused) {
  struct bt_as_completed it;
  struct bt_task *t;

  (void)unused;
  spawn_three();
  assert_int_equal(bt_as_completed_open(&it, tasks, N, BT_NEVER), 0);
  t = waiter(asks_twice, &it);
  shows_wait("waiter: as_completed, first A B C");
  assert_int_equal(bt_sleep(15), 0);
  shows_wait("waiter: as_completed, first B C");
  assert_int_equal(bt_await(t), 0);
  bt_as_completed_close(&it);
  return await_three(0);
}

static void as_completed_names_those_to_come(void **state) {
  (void)state;
  assert_int_equal(run_shown(has_an_asker), 0);
}

static int shields(void *task) { return bt_shield(task); }
static int waits_no_time(void *task) { return bt_wait_for(bt_ref(task), 0); }

static int has_waiters_for_one(void *unused) {
  struct bt_task *t;

  (void)unused;
  spawn_three();
  t = waiter(shields, tasks[0]);
  shows_wait("waiter: shield, all A");
  assert_int_equal(bt_await(t), 0);
  t = waiter(waits_no_time, tasks[1]);
  shows_wait("waiter: wait, all B");
  assert_int_equal(bt_await(t), UV_ETIMEDOUT);
  assert_int_equal(bt_await(tasks[0]), 0);
  assert_int_equal(bt_await(tasks[1]), UV_ECANCELED);
  return bt_await(tasks[2]);
}

static void shield_and_wait_for_name_theirs(void **state) {
  (void)state;
  assert_int_equal(run_shown(has_waiters_for_one), 0);
}

static int spawns_a_third(void *b) {
  return bt_background_spawn_named(b, "C", sleeps, NUMBER(30));
}

static int closes(void *b) { return bt_background_close(b, 100); }

static int has_background_tasks(void *unused) {
  struct bt_background b;
  struct bt_task *t;

  (void)unused;
  bt_background_init(&b, 2);
  assert_int_equal(bt_background_spawn_named(&b, "A", sleeps, NUMBER(10)), 0);
  assert_int_equal(bt_background_spawn_named(&b, "B", sleeps, NUMBER(20)), 0);
  t = waiter(spawns_a_third, &b);
  shows_wait("waiter: background, first A B");
  assert_int_equal(bt_await(t), 0);
  t = waiter(closes, &b);
  shows_wait("waiter: background, all B C");
  return bt_await(t);
}

static void background_names_those_that_run(void **state) {
  (void)state;
  assert_int_equal(run_shown(has_background_tasks), 0);
}

/* More than fit into the memory that a list takes first. */
enum { CROWD = 20 };

static struct bt_task *crowd[CROWD];

static int spawn_crowd(bt_fn *fn) {
  int rc = 0;

  for (int i = 0; i < CROWD; i++) {
    crowd[i] = bt_spawn_named("w", fn, NUMBER(10));
    rc = crowd[i] ? rc : UV_ENOMEM;
  }
  return rc;
}

static int gathers_a_crowd(void *unused) {
  int rc = spawn_crowd(sleeps);

  (void)unused;
  if (rc == 0)
    return bt_gather(crowd, CROWD, NULL);
  for (int i = 0; i < CROWD; i++)
    bt_drop(crowd[i]);
  return rc;
}

static unsigned without; /* lists left out */

static void see_whole_lists(void *data, const struct bt_trace_event *e) {
  (void)data;
  if (e->ev != BT_EV_PARK || strcmp(e->u.park.on, "gather") != 0)
    return;
  without += e->u.park.tasks.n == 0;
  assert_true(e->u.park.tasks.n == 0 || e->u.park.tasks.n == CROWD);
}

/* Half a list could look stuck where the other half is not. */
static void refused_memory_leaves_out_the_whole_list(void **state) {
  struct bt_options options = {.trace = see_whole_lists};

  (void)state;
  without = 0;
  refuse_each_with(options, gathers_a_crowd,
                   "trace: out of memory: a waiting task is left out of the "
                   "trace\n");
  assert_int_equal(without, 2);
}

/* ---- Where nothing can end them --------------------------------------- */

#define DEADLOCK                                                               \
  "deadlock: deadlock: no task can run and nothing can wake one\n"

static struct bt_task *main_task;

static int awaits_main(void *unused) {
  (void)unused;
  return bt_join(main_task);
}

static int gathers_one_that_awaits_it(void *unused) {
  struct bt_task *both[2];

  (void)unused;
  main_task = bt_self();
  both[0] = spawn("A", wait_for_ever, NULL);
  both[1] = spawn("B", awaits_main, NULL);
  return bt_gather(both, 2, NULL);
}

static int groups_one_that_awaits_it(void *unused) {
  struct bt_group g;

  (void)unused;
  main_task = bt_self();
  bt_group_open_named(&g, "g");
  bt_group_spawn_named(&g, "A", wait_for_ever, NULL);
  bt_group_spawn_named(&g, "B", awaits_main, NULL);
  return bt_group_close(&g, 0);
}

static void deadlock_through_a_list_is_written_out(void **state) {
  (void)state;
  assert_int_equal(run(gathers_one_that_awaits_it), BT_EDEADLOCK);
  reported(DEADLOCK "  task main waits for 2 tasks: A, B (gather)\n"
                    "  task A waits for nothing\n"
                    "  task B waits for task main\n"
                    "  cycle: main -> gather -> B -> main\n");
}

static void deadlock_through_a_group_is_written_out(void **state) {
  (void)state;
  assert_int_equal(run(groups_one_that_awaits_it), BT_EDEADLOCK);
  reported(DEADLOCK "  task main waits for group g, 2 live children: A, B\n"
                    "  task A waits for nothing\n"
                    "  task B waits for task main\n"
                    "  cycle: main -> group g -> B -> main\n");
}

static int groups_one_that_is_stuck(void *unused) {
  struct bt_group g;

  (void)unused;
  bt_group_open_named(&g, "g");
  bt_group_spawn_named(&g, "C", wait_for_ever, NULL);
  return bt_group_close(&g, 0);
}

static int awaits_one_that_waits(void *fn) {
  return bt_await(spawn("D", (bt_fn *)fn, NULL));
}

static void lists_of_others_than_main_are_theirs(void **state) {
  (void)state;
  assert_int_equal(
      run_arg(awaits_one_that_waits, (void *)gathers_one_that_awaits_it),
      BT_EDEADLOCK);
  reported(DEADLOCK "  task main waits for task D\n"
                    "  task D waits for 2 tasks: A, B (gather)\n"
                    "  task A waits for nothing\n"
                    "  task B waits for task D\n"
                    "  cycle: D -> gather -> B -> D\n");
  assert_int_equal(
      run_arg(awaits_one_that_waits, (void *)groups_one_that_is_stuck),
      BT_EDEADLOCK);
  reported(DEADLOCK "  task main waits for task D\n"
                    "  task D waits for group g, 1 live child: C\n"
                    "  task C waits for nothing\n");
}

static int shields_one_that_is_stuck(void *unused) {
  (void)unused;
  return bt_shield(spawn("A", wait_for_ever, NULL));
}

static char first_lines[256]; /* of the report */

static void keep_first_lines(void *data, const char *rule, const char *text) {
  (void)data;
  assert_string_equal(rule, "deadlock");
  memcpy(first_lines, text, sizeof first_lines - 1);
}

static int waits_for_a_stuck_crowd(void *unused) {
  (void)unused;
  assert_int_equal(spawn_crowd(wait_for_ever), 0);
  return bt_wait(crowd, CROWD, BT_WAIT_FIRST, BT_NEVER);
}

static void long_lists_are_cut_short(void **state) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .report = keep_first_lines};

  (void)state;
  assert_int_equal(run(shields_one_that_is_stuck), BT_EDEADLOCK);
  reported(DEADLOCK "  task main waits for task A (shield)\n"
                    "  task A waits for nothing\n");
  assert_int_equal(bt_run_with(&options, waits_for_a_stuck_crowd, NULL),
                   BT_EDEADLOCK);
  assert_non_null(strstr(first_lines,
                         "\n  task main waits for the first of 20 tasks: w, w, "
                         "w, w, w, w, w and 13 more (wait)\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(gather_names_those_that_have_not_ended_once),
      TEST(wait_names_all_and_how_many_must_end),
      TEST(as_completed_names_those_to_come),
      TEST(shield_and_wait_for_name_theirs),
      TEST(background_names_those_that_run),
      TEST(refused_memory_leaves_out_the_whole_list),
      TEST(deadlock_through_a_list_is_written_out),
      TEST(deadlock_through_a_group_is_written_out),
      TEST(lists_of_others_than_main_are_theirs),
      TEST(long_lists_are_cut_short),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
