/* SPDX-License-Identifier: MIT-0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "made.h"

/* ---- Events ----------------------------------------------------------- */

/* Two events are the same if their lines are. */
static void assert_same(const struct bt_trace_event *a,
                        const struct bt_trace_event *b) {
  struct bt_buffer one = {0}, other = {0};

  assert_int_equal(bt_json_event(&one, a), 0);
  assert_int_equal(bt_json_event(&other, b), 0);
  assert_string_equal(one.data, other.data);
  free(one.data);
  free(other.data);
}

static const uint32_t waiters[] = {2, 3, 1};
static const struct bt_field fields[] = {
    {.name = "holder", .kind = BT_FIELD_TASK, .number = 3},
    {.name = "waiters", .kind = BT_FIELD_TASKS, .list = waiters, .n = 3},
    {.name = "none", .kind = BT_FIELD_TASKS},
    {.name = "size", .kind = BT_FIELD_INT, .number = INT64_MIN},
    {.name = "set", .kind = BT_FIELD_BOOL, .number = 1},
    {.name = "text", .kind = BT_FIELD_TEXT, .text = "draining"},
    {.name = "unsaid", .kind = BT_FIELD_TEXT}};

/* One of each, with all members in use. */
static const struct bt_trace_event all[] = {
    {.ev = BT_EV_SPAWN, .at = "a:1", .u.spawn = {1, 2, 3, "main"}},
    {.ev = BT_EV_READY, .u.ready = {7, "wake"}},
    {.ev = BT_EV_CHOICE, .u.choice = {.n = 3, .took = 2, .why = "tie"}},
    {.ev = BT_EV_RUN, .task = UINT32_MAX},
    {.ev = BT_EV_CALL, .u.call = {"gather", 4}},
    {.ev = BT_EV_PARK,
     .at = "a:2",
     .u.park = {"lock m", "held", 9, 123456789, {NULL, 0}, {waiters, 0}}},
    {.ev = BT_EV_PARK, .u.park = {.on = "turn", .until = BT_NEVER}},
    {.ev = BT_EV_PARK,
     .u.park = {"wait", "first", 0, 1, {waiters, 3}, {waiters + 1, 2}}},
    {.ev = BT_EV_CANCEL, .u.cancel = {1, 2, 3, "call", "stop it"}},
    {.ev = BT_EV_UNCANCEL, .u.uncancel = {5}},
    {.ev = BT_EV_END, .u.end = {"ok", "42", NULL}},
    {.ev = BT_EV_END, .u.end = {"error", NULL, "disk full"}},
    {.ev = BT_EV_OBJECT,
     .at = "a:3",
     .u.object = {.id = 5,
                  .kind = "lock",
                  .name = "m",
                  .fields = fields,
                  .n_fields = sizeof fields / sizeof *fields}},
    {.ev = BT_EV_OBJECT,
     .u.object = {.id = 5, .kind = "lock", .name = "m", .gone = true}},
    {.ev = BT_EV_SCOPE, .u.scope = {6, "timeout", "t", "open", 1}},
    {.ev = BT_EV_TIME, .u.time = {UINT64_MAX - 1}},
    {.ev = BT_EV_OUT, .u.out = {"a\0b\xff", 4}},
    {.ev = BT_EV_OUT, .u.out = {"", 0}},
    {.ev = BT_EV_INPUT, .u.input = {"x = 1"}},
    {.ev = BT_EV_WARN, .at = "a:4", .u.warn = {"rule", "text\nof lines"}},
    {.ev = BT_EV_EXIT, .u.exit = {-1, "error", "B1.3>b"}}};

static void every_event_comes_out_as_it_went_in(void **state) {
  const size_t n = sizeof all / sizeof *all;
  struct log_entry entry;

  (void)state;
  for (size_t i = 0; i < n; i++) {
    struct bt_trace_event event = all[i];

    event.turn = UINT64_MAX - i;
    event.t = (uint64_t)i << 40;
    event.k = 999; /* the log counts by itself */
    assert_int_equal(log_append(made, &event), 0);
  }
  assert_int_equal(log_size(made), n);
  for (size_t i = 0; i < n; i++) {
    struct bt_trace_event event = all[i];

    event.turn = UINT64_MAX - i;
    event.t = (uint64_t)i << 40;
    event.k = i;
    log_get(made, i, &entry);
    assert_same(&entry.event, &event);
    assert_int_equal(log_ev(made, i), all[i].ev);
  }
}

static void the_log_keeps_copies(void **state) {
  char name[] = "main", out[] = "hello";
  struct bt_trace_event spawn = {.ev = BT_EV_SPAWN, .u.spawn = {1, 0, 0, name}};
  struct bt_trace_event said = {.ev = BT_EV_OUT, .u.out = {out, 5}};
  struct log_entry entry;

  (void)state;
  assert_int_equal(log_append(made, &spawn), 0);
  assert_int_equal(log_append(made, &said), 0);
  memset(name, 'x', sizeof name - 1);
  memset(out, 'x', sizeof out - 1);
  log_get(made, 0, &entry);
  assert_string_equal(entry.event.u.spawn.name, "main");
  log_get(made, 1, &entry);
  assert_memory_equal(entry.event.u.out.data, "hello", 5);
}

static void what_is_no_event_is_refused(void **state) {
  struct bt_field many[LOG_FIELDS + 1] = {{.name = "x"}};
  struct bt_trace_event event = {.ev = (enum bt_ev)99};

  (void)state;
  assert_int_equal(log_append(made, &event), UV_EINVAL);
  event = (struct bt_trace_event){.ev = BT_EV_OBJECT};
  event.u.object.fields = many;
  event.u.object.n_fields = LOG_FIELDS + 1;
  assert_int_equal(log_append(made, &event), UV_E2BIG);
  assert_int_equal(log_size(made), 0);
}

static void the_head_is_kept(void **state) {
  char program[] = "q.lua";
  struct bt_trace_head head = {program, "virtual", "seed", true, 7};

  (void)state;
  assert_null(log_head(made)->clock);
  assert_int_equal(log_set_head(made, &head), 0);
  program[0] = 'x';
  assert_string_equal(log_head(made)->program, "q.lua");
  assert_string_equal(log_head(made)->clock, "virtual");
  assert_string_equal(log_head(made)->order, "seed");
  assert_true(log_head(made)->seeded);
  assert_int_equal(log_head(made)->seed, 7);
}

static void a_hundred_thousand_events_are_no_trouble(void **state) {
  enum { N = 100000 };
  char name[32];
  struct log_entry entry;

  (void)state;
  for (uint32_t i = 0; i < N; i++) {
    snprintf(name, sizeof name, "text %u", i);
    emit((struct bt_trace_event){.ev = BT_EV_INPUT, .u.input = {name}});
  }
  for (uint32_t i = 0; i < N; i += 997) {
    snprintf(name, sizeof name, "text %u", i);
    log_get(made, i, &entry);
    assert_string_equal(entry.event.u.input.text, name);
    assert_int_equal(entry.event.k, i);
  }
}

/* ---- Steps ------------------------------------------------------------ */

static void step_is(uint64_t step, uint64_t first, uint64_t end) {
  uint64_t from, to;

  log_step(made, step, &from, &to);
  assert_int_equal(from, first);
  assert_int_equal(to, end);
  for (uint64_t k = from; k < to; k++)
    assert_int_equal(log_step_of(made, k), step);
}

static void before_anything_ran_there_is_step_0(void **state) {
  (void)state;
  assert_int_equal(log_steps(made), 0);
  step_is(0, 0, 0);
  spawns(0, 1, "main");
  assert_int_equal(log_steps(made), 0);
  step_is(0, 0, 2);
  step_is(1, 2, 2);
}

static void a_step_ends_where_the_next_task_runs(void **state) {
  (void)state;
  spawns(0, 1, "main"); /* 0, 1 */
  runs(1);              /* 2 */
  spawns(1, 2, "a");    /* 3, 4 */
  sleeps(1, 10000);     /* 5 */
  runs(2);              /* 6 */
  ends(2, "ok", NULL);  /* 7 */
  assert_int_equal(log_steps(made), 2);
  step_is(0, 0, 2);
  step_is(1, 2, 6);
  step_is(2, 6, 8);
  step_is(3, 8, 8);
}

static void what_the_loop_does_belongs_to_the_step_before(void **state) {
  (void)state;
  spawns(0, 1, "main");            /* 0, 1 */
  runs(1);                         /* 2 */
  sleeps(1, 10000);                /* 3 */
  jumps(10000);                    /* 4 */
  chooses("tie", 2, 1);            /* 5 */
  calls("timeout", 1);             /* 6 */
  becomes_ready(1, 0, "deadline"); /* 7 */
  runs(1);                         /* 8 */
  step_is(1, 2, 8);
  step_is(2, 8, 9);
}

static void a_choice_belongs_to_the_step_it_begins(void **state) {
  (void)state;
  spawns(0, 1, "main");   /* 0, 1 */
  runs(1);                /* 2 */
  chooses("fault", 2, 0); /* 3: not of a task */
  sleeps(1, 10000);       /* 4 */
  chooses("task", 2, 1);  /* 5 */
  runs(1);                /* 6 */
  step_is(1, 2, 5);
  step_is(2, 5, 7);
}

/* ---- Names ------------------------------------------------------------ */

static void tasks_of_one_name_are_told_apart(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "fetch");
  spawns(1, 3, "fetch");
  spawns(1, 4, "fetch");
  assert_string_equal(log_label(made, 1), "main");
  assert_string_equal(log_label(made, 2), "fetch");
  assert_string_equal(log_label(made, 3), "fetch#2");
  assert_string_equal(log_label(made, 4), "fetch#3");
  assert_string_equal(log_label(made, 0), "the loop");
  assert_string_equal(log_label(made, 5), "an unknown task");
}

static void tasks_are_found_by_label_or_number(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "fetch");
  spawns(1, 3, "fetch");
  spawns(1, 4, "2"); /* a name goes before a number */
  assert_int_equal(log_find(made, "fetch"), 2);
  assert_int_equal(log_find(made, "fetch#2"), 3);
  assert_int_equal(log_find(made, "3"), 3);
  assert_int_equal(log_find(made, "2"), 4);
  assert_int_equal(log_find(made, "fetch#3"), 0);
  assert_int_equal(log_find(made, "0"), 0);
  assert_int_equal(log_find(made, "5"), 0);
  assert_int_equal(log_find(made, "4294967297"), 0);
  assert_int_equal(log_find(made, ""), 0);
}

static void output_and_warnings_are_found_by_number(void **state) {
  (void)state;
  spawns(0, 1, "main"); /* 0, 1 */
  prints(1, "a");       /* 2 */
  warns("r", "t");      /* 3 */
  prints(1, "b");       /* 4 */
  assert_int_equal(log_out(made, 0), 2);
  assert_int_equal(log_out(made, 1), 4);
  assert_true(log_out(made, 2) == LOG_NONE);
  assert_int_equal(log_warn(made, 0), 3);
  assert_true(log_warn(made, 1) == LOG_NONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_event_comes_out_as_it_went_in),
      TEST(the_log_keeps_copies),
      TEST(what_is_no_event_is_refused),
      TEST(the_head_is_kept),
      TEST(a_hundred_thousand_events_are_no_trouble),
      TEST(before_anything_ran_there_is_step_0),
      TEST(a_step_ends_where_the_next_task_runs),
      TEST(what_the_loop_does_belongs_to_the_step_before),
      TEST(a_choice_belongs_to_the_step_it_begins),
      TEST(tasks_of_one_name_are_told_apart),
      TEST(tasks_are_found_by_label_or_number),
      TEST(output_and_warnings_are_found_by_number),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
