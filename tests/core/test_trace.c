/* SPDX-License-Identifier: MIT-0 */
/* Small programs and all their events, in order, as JSON lines. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct bt_buffer lines;

static void keep(void *data, const struct bt_trace_event *event) {
  (void)data;
  assert_int_equal(bt_json_event(&lines, event), 0);
}

static int trace(bt_fn *program) {
  return run_with((struct bt_options){.trace = keep}, program, NULL);
}

/* Each line without its beginning, which goes on counting, and its end:
 * {"k":7,"turn":3,"t":10,"ev":"run","task":2,"on":"x"} is `3 10 run 2 "on":"x"`
 */
static void shorten(char *to, const char *line) {
  int turn, task, n, from;
  char t[32], ev[32];

  n = sscanf(line,
             "{\"k\":%*d,\"turn\":%d,\"t\":%31[0-9.],\"ev\":\"%31[a-z]\","
             "\"task\":%d%n",
             &turn, t, ev, &task, &from);
  assert_int_equal(n, 4);
  line += from + (line[from] == ',');
  sprintf(to, "%d %s %s %d%s%.*s\n", turn, t, ev, task, *line == '}' ? "" : " ",
          (int)strlen(line) - 1, line);
}

static void traced(const char *expected) {
  static char all[16 * 1024], line[4096];
  size_t n = 0;

  for (char *s = strtok(lines.data, "\n"); s; s = strtok(NULL, "\n")) {
    shorten(line, s);
    n += strlen(line);
    assert_true(n < sizeof all);
    strcat(all, line);
  }
  free(lines.data);
  lines = (struct bt_buffer){0};
  assert_string_equal(all, expected);
  all[0] = '\0';
}

/* ---- Ends ------------------------------------------------------------- */

static void say_end(void *data, const struct bt_trace_event *e) {
  (void)data;
  if (e->ev == BT_EV_END)
    say("%s, %s", e->u.end.how, e->u.end.error ? e->u.end.error : "no error");
}

static int says_why_it_fails(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "the disk");
}

static int ends_in_all_ways(void *unused) {
  (void)unused;
  spawn_nth(0, give, NUMBER(0));
  spawn_nth(1, give, NUMBER(UV_EIO));
  spawn_nth(2, says_why_it_fails, NULL);
  spawn_nth(3, wait_for_ever, NULL);
  spawn_nth(4, wait_for_ever, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[3]);
  bt_cancel_because(abcd[4], "enough");
  assert_int_equal(await_abcd(5, UV_ECANCELED), 2);
  return 1;
}

static void how_a_task_ended_is_told(void **state) {
  struct bt_options options = {.trace = say_end};

  (void)state;
  assert_int_equal(run_with(options, ends_in_all_ways, NULL), 1);
  said("0 A ok, no error\n"
       "0 B error, EIO\n"
       "0 C error, the disk\n"
       "0 D cancelled, no error\n"
       "0 E cancelled, enough\n"
       "0 main ok, no error\n");
}

/* ---- Tasks ------------------------------------------------------------ */

static int sleeps(void *unused) {
  (void)unused;
  bt_here("/home/somebody/a.c", 7);
  return bt_sleep(100);
}

static int fails(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "the disk");
}

static int a_day(void *unused) {
  struct bt_task *a, *b;

  (void)unused;
  bt_here("a.c", 21);
  a = spawn("A", sleeps, NULL);
  b = spawn("B", fails, NULL);
  assert_int_equal(bt_await(b), UV_EIO);
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(bt_sleep_us(1500), 0);
  bt_cancel_because(a, "enough");
  bt_uncancel(a);
  assert_int_equal(bt_await(a), UV_ECANCELED);
  return 3;
}

static void day_of_three_tasks(void **state) {
  (void)state;
  assert_int_equal(trace(a_day), 3);
  traced("0 0 spawn 0 \"id\":1,\"name\":\"main\",\"parent\":0,"
         "\"scope\":null,\"at\":null\n"
         "0 0 ready 1 \"by\":0,\"why\":\"spawn\"\n"
         "1 0 run 1\n"
         "1 0 spawn 1 \"id\":2,\"name\":\"A\",\"parent\":1,\"scope\":null,"
         "\"at\":\"a.c:21\"\n"
         "1 0 ready 2 \"by\":1,\"why\":\"spawn\"\n"
         "1 0 spawn 1 \"id\":3,\"name\":\"B\",\"parent\":1,\"scope\":null,"
         "\"at\":\"a.c:21\"\n"
         "1 0 ready 3 \"by\":1,\"why\":\"spawn\"\n"
         "1 0 park 1 \"on\":\"task B\",\"on_id\":3,\"why\":null,"
         "\"until\":null,\"at\":\"a.c:21\"\n"
         "1 0 choice 0 \"n\":2,\"why\":\"task\",\"took\":0\n"
         "2 0 run 2\n"
         "2 0 park 2 \"on\":\"timer\",\"on_id\":null,\"why\":null,"
         "\"until\":100,\"at\":\"a.c:7\"\n"
         "3 0 run 3\n"
         "3 0 end 3 \"how\":\"error\",\"value\":null,\"error\":\"the disk\"\n"
         "3 0 ready 1 \"by\":3,\"why\":\"done\"\n"
         "4 0 run 1\n"
         "4 0 park 1 \"on\":\"turn\",\"on_id\":null,\"why\":null,"
         "\"until\":null,\"at\":\"a.c:21\"\n"
         "4 0 ready 1 \"by\":1,\"why\":\"yield\"\n"
         "5 0 run 1\n"
         "5 0 park 1 \"on\":\"timer\",\"on_id\":null,\"why\":null,"
         "\"until\":1.5,\"at\":\"a.c:21\"\n"
         "5 0 time 0 \"to\":1.5\n"
         "6 1.5 call 0 \"what\":\"timeout\",\"for\":1\n"
         "6 1.5 ready 1 \"by\":0,\"why\":\"deadline\"\n"
         "7 1.5 run 1\n"
         "7 1.5 cancel 1 \"target\":2,\"by\":1,\"via\":\"call\","
         "\"message\":\"enough\",\"scope\":null\n"
         "7 1.5 ready 2 \"by\":1,\"why\":\"cancel\"\n"
         "7 1.5 uncancel 2 \"left\":0\n"
         "7 1.5 park 1 \"on\":\"task A\",\"on_id\":2,\"why\":null,"
         "\"until\":null,\"at\":\"a.c:21\"\n"
         "8 1.5 run 2\n"
         "8 1.5 end 2 \"how\":\"cancelled\",\"value\":null,"
         "\"error\":\"enough\"\n"
         "8 1.5 ready 1 \"by\":2,\"why\":\"done\"\n"
         "9 1.5 run 1\n"
         "9 1.5 end 1 \"how\":\"ok\",\"value\":null,\"error\":null\n"
         "10 1.5 exit 0 \"status\":0,\"why\":\"main ended\","
         "\"schedule\":\"B1.-\"\n");
}

/* ---- What tasks wait on ----------------------------------------------- */

/* A gate that lets one through for each call of open_gate. */
static struct gate {
  struct bt_object object;
  struct bt_waitlist waiters;
  unsigned passed;
} gate;

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct gate *g = (const struct gate *)object;

  bt_state_int(state, "passed", g->passed);
  bt_state_bool(state, "crowded", bt_waiting(&g->waiters));
  bt_state_task(state, "opener", NULL);
  bt_state_waiters(state, "waiters", &g->waiters);
  bt_state_text(state, "sign", NULL);
}

static const struct bt_kind kind = {"gate", describe};

static int passes(void *unused) {
  struct bt_waiter waiter = {.why = "closed"};
  int rc = bt_park_in(&gate.waiters, &waiter);

  (void)unused;
  if (rc == 0)
    gate.passed++;
  return rc;
}

static void open_gate(struct bt_call *call) {
  (void)call;
  bt_wake_first(&gate.waiters, 0);
}

static int has_a_gate(void *unused) {
  struct bt_call call = {.fn = open_gate, .task = bt_self()};
  struct bt_task *a, *b;
  int rc;

  (void)unused;
  gate = (struct gate){.waiters.object = &gate.object};
  bt_object_init(&gate.object, &kind, NULL);
  a = spawn("A", passes, NULL);
  b = spawn("B", passes, NULL);
  rc = bt_yield();
  bt_call_soon(&call);
  rc |= bt_join(a);
  bt_cancel(b);
  bt_drop(a);
  if (bt_await(b) != UV_ECANCELED)
    rc = UV_EINVAL;
  bt_object_gone(&gate.object);
  return rc;
}

/* Only what concerns the gate. */
static bool is_of_the_gate(const struct bt_trace_event *e) {
  return e->ev == BT_EV_OBJECT || e->ev == BT_EV_CALL ||
         (e->ev == BT_EV_READY && e->u.ready.why[0] != 's') ||
         (e->ev == BT_EV_PARK && e->u.park.on_id == gate.object.id &&
          e->u.park.on[0] == 'g') ||
         e->ev == BT_EV_SCOPE;
}

static void keep_some(void *data, const struct bt_trace_event *event) {
  if (is_of_the_gate(event))
    keep(data, event);
}

/* A state is written after the change, before the park or ready it leads to. */
static void gate_opened_once_and_left_once(void **state) {
  (void)state;
  assert_int_equal(
      run_with((struct bt_options){.trace = keep_some}, has_a_gate, NULL), 0);
  traced("1 0 object 1 \"id\":1,\"kind\":\"gate\",\"name\":\"gate-1\","
         "\"state\":{\"passed\":0,\"crowded\":false,\"opener\":null,"
         "\"waiters\":[],\"sign\":null},\"at\":null\n"
         "1 0 ready 1 \"by\":1,\"why\":\"yield\"\n"
         "2 0 object 2 \"id\":1,\"kind\":\"gate\",\"name\":\"gate-1\","
         "\"state\":{\"passed\":0,\"crowded\":true,\"opener\":null,"
         "\"waiters\":[2],\"sign\":null},\"at\":null\n"
         "2 0 park 2 \"on\":\"gate gate-1\",\"on_id\":1,\"why\":\"closed\","
         "\"until\":null,\"at\":null\n"
         "3 0 object 3 \"id\":1,\"kind\":\"gate\",\"name\":\"gate-1\","
         "\"state\":{\"passed\":0,\"crowded\":true,\"opener\":null,"
         "\"waiters\":[2,3],\"sign\":null},\"at\":null\n"
         "3 0 park 3 \"on\":\"gate gate-1\",\"on_id\":1,\"why\":\"closed\","
         "\"until\":null,\"at\":null\n"
         "5 0 call 0 \"what\":\"user\",\"for\":1\n"
         "5 0 object 0 \"id\":1,\"kind\":\"gate\",\"name\":\"gate-1\","
         "\"state\":{\"passed\":0,\"crowded\":true,\"opener\":null,"
         "\"waiters\":[3],\"sign\":null},\"at\":null\n"
         "5 0 ready 2 \"by\":0,\"why\":\"wake\"\n"
         "6 0 ready 1 \"by\":2,\"why\":\"done\"\n"
         "7 0 object 1 \"id\":1,\"kind\":\"gate\",\"name\":\"gate-1\","
         "\"state\":{\"passed\":1,\"crowded\":false,\"opener\":null,"
         "\"waiters\":[],\"sign\":null},\"at\":null\n"
         "7 0 ready 3 \"by\":1,\"why\":\"cancel\"\n"
         "8 0 ready 1 \"by\":3,\"why\":\"done\"\n"
         "9 0 object 1 \"id\":1,\"kind\":\"gate\",\"name\":\"gate-1\","
         "\"state\":null,\"at\":null\n");
}

static int waits_at_a_gate(void *unused) {
  struct bt_task *a;

  (void)unused;
  gate = (struct gate){.waiters.object = &gate.object};
  bt_object_init(&gate.object, &kind, NULL);
  a = bt_spawn(passes, NULL);
  if (!a)
    return UV_ENOMEM;
  assert_int_equal(bt_yield(), 0);
  bt_wake_first(&gate.waiters, 0);
  return bt_await(a);
}

static void ignore(void *data, const struct bt_trace_event *event) {
  (void)data, (void)event;
}

static void
waiters_that_find_no_memory_are_left_out_and_it_says_so(void **state) {
  (void)state;
  assert_int_equal(
      refuse_each_with((struct bt_options){.trace = ignore}, waits_at_a_gate,
                       "trace: out of memory: a waiting task is left out of "
                       "the trace\n"),
      4);
}

/* ---- Scopes ----------------------------------------------------------- */

static int has_scopes(void *unused) {
  struct bt_scope outer, inner;
  struct bt_spawn_options options = {.name = "A", .scope = &outer};
  struct bt_task *a;

  (void)unused;
  bt_scope_open(&outer, "group", NULL, BT_NEVER);
  bt_scope_open(&inner, "timeout", "t", 5000);
  bt_scope_moved(&inner, 7000);
  a = bt_spawn_with(&options, sleeps, NULL);
  assert_non_null(a);
  bt_cancel_via(a, "group", &outer);
  bt_scope_close(&inner);
  bt_scope_close(&outer);
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static void keep_scopes(void *data, const struct bt_trace_event *event) {
  if (event->ev == BT_EV_SCOPE || event->ev == BT_EV_SPAWN ||
      event->ev == BT_EV_CANCEL)
    keep(data, event);
}

static void scopes_open_move_and_close(void **state) {
  (void)state;
  assert_int_equal(
      run_with((struct bt_options){.trace = keep_scopes}, has_scopes, NULL), 0);
  traced("0 0 spawn 0 \"id\":1,\"name\":\"main\",\"parent\":0,\"scope\":null,"
         "\"at\":null\n"
         "1 0 scope 1 \"id\":1,\"kind\":\"group\",\"name\":\"group-1\","
         "\"what\":\"open\",\"until\":null\n"
         "1 0 scope 1 \"id\":2,\"kind\":\"timeout\",\"name\":\"t\","
         "\"what\":\"open\",\"until\":5\n"
         "1 0 scope 1 \"id\":2,\"kind\":\"timeout\",\"name\":\"t\","
         "\"what\":\"open\",\"until\":7\n"
         "1 0 spawn 1 \"id\":2,\"name\":\"A\",\"parent\":1,\"scope\":1,"
         "\"at\":null\n"
         "1 0 cancel 1 \"target\":2,\"by\":1,\"via\":\"group\","
         "\"message\":null,\"scope\":1\n"
         "1 0 scope 1 \"id\":2,\"kind\":\"timeout\",\"name\":\"t\","
         "\"what\":\"close\",\"until\":null\n"
         "1 0 scope 1 \"id\":1,\"kind\":\"group\",\"name\":\"group-1\","
         "\"what\":\"close\",\"until\":null\n");
}

/* ---- Warnings and ends ------------------------------------------------ */

static int is_left_unseen(void *unused) {
  (void)unused;
  bt_drop(spawn("A", fails, NULL));
  return wait_for_ever(NULL);
}

static void keep_warnings(void *data, const struct bt_trace_event *event) {
  if (event->ev == BT_EV_WARN || event->ev == BT_EV_EXIT)
    keep(data, event);
}

static void warnings_and_a_deadlock_are_events(void **state) {
  (void)state;
  assert_int_equal(run_with((struct bt_options){.trace = keep_warnings},
                            is_left_unseen, NULL),
                   BT_EDEADLOCK);
  traced(
      "2 0 warn 2 \"rule\":\"unretrieved\",\"text\":\"task A failed and "
      "nobody retrieved its error: the disk\",\"at\":null\n"
      "2 0 warn 0 \"rule\":\"deadlock\",\"text\":\"deadlock: no task can "
      "run and nothing can wake one\\n  task main waits for nothing\","
      "\"at\":null\n"
      "2 0 exit 0 \"status\":1,\"why\":\"deadlock\",\"schedule\":\"B1.-\"\n");
  forget();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(how_a_task_ended_is_told),
      TEST(day_of_three_tasks),
      TEST(gate_opened_once_and_left_once),
      TEST(waiters_that_find_no_memory_are_left_out_and_it_says_so),
      TEST(scopes_open_move_and_close),
      TEST(warnings_and_a_deadlock_are_events),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
