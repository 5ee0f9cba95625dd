/* SPDX-License-Identifier: MIT-0 */
/* Errors of the programmer stop the program with one clear line. */
#include "support.h"

/* A program that aborts; each test names what main does. */
static bt_fn *main_fn;

static int run_main(void) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL};

  return bt_run_with(&options, main_fn, NULL);
}

static void main_aborts(bt_fn *fn, const char *expected) {
  main_fn = fn;
  aborts(run_main, expected);
}

/* ---- Outside of a task ------------------------------------------------ */

static int spawns_outside(void) { return !bt_spawn(give, NUMBER(0)); }
static int yields_outside(void) { return bt_yield(); }
static int sleeps_outside(void) { return bt_sleep(5); }

static int sets_outside(void) {
  static const struct bt_local key = {"key"};

  return bt_local_set(&key, NULL);
}

static int opens_outside(void) {
  struct bt_scope scope;

  bt_scope_open(&scope, "group", NULL, BT_NEVER);
  return 0;
}

static void what_needs_a_task_says_so(void **state) {
  (void)state;
  aborts(spawns_outside, "baton: give is spawned outside bt_run [spawn]\n");
  aborts(yields_outside,
         "baton: a function that parks is called outside a task; callbacks of "
         "the loop must not wait [park]\n");
  aborts(sleeps_outside, "baton: bt_sleep is called outside a task [park]\n");
  aborts(sets_outside,
         "baton: bt_local_set is called outside a task [local]\n");
  aborts(opens_outside, "baton: a group is opened outside a task [scope]\n");
}

static void yield_in_a_callback(struct bt_call *call) {
  (void)call;
  assert_int_equal(bt_yield(), 0);
}

static int has_a_callback_that_parks(void *unused) {
  struct bt_call call = {.fn = yield_in_a_callback};

  (void)unused;
  bt_call_soon(&call);
  return bt_yield();
}

static void callback_that_parks_is_misuse(void **state) {
  (void)state;
  main_aborts(has_a_callback_that_parks,
              "baton: a function that parks is called outside a task; "
              "callbacks of the loop must not wait [park]\n");
}

/* ---- Handles ---------------------------------------------------------- */

static int drops_twice(void *unused) {
  struct bt_task *a = bt_ref(spawn("A", nap, NUMBER(5)));

  (void)unused;
  bt_here("/home/somebody/program.c", 12);
  for (int i = 0; i < 5; i++)
    bt_drop(a);
  return 0;
}

static void handle_used_up_twice_is_misuse(void **state) {
  (void)state;
  main_aborts(drops_twice, "baton: program.c:12: task main: a handle of task A "
                           "is used up twice [handle]\n");
}

/* ---- Scopes ----------------------------------------------------------- */

static struct bt_scope outer, inner;

static int ends_inside(void *unused) {
  (void)unused;
  bt_scope_open(&outer, "timeout", NULL, BT_NEVER);
  return 0;
}

static int closes_twice(void *unused) {
  (void)unused;
  bt_scope_open(&outer, "group", "g", BT_NEVER);
  bt_scope_close(&outer);
  bt_scope_close(&outer);
  return 0;
}

static int closes_the_outer_first(void *unused) {
  (void)unused;
  bt_scope_open(&outer, "group", "g", BT_NEVER);
  bt_scope_open(&inner, "timeout", NULL, BT_NEVER);
  bt_scope_close(&outer);
  return 0;
}

static int closes_it(void *scope) {
  bt_scope_close(scope);
  return 0;
}

static int has_another_close_it(void *unused) {
  (void)unused;
  bt_scope_open(&outer, "group", "g", BT_NEVER);
  return bt_await(spawn("A", closes_it, &outer));
}

static void scopes_close_in_their_task_in_reverse_order(void **state) {
  (void)state;
  main_aborts(ends_inside,
              "baton: task main: main ended inside its timeout \"timeout\"; "
              "close it on every way out of the function that opened it "
              "[scope]\n");
  main_aborts(closes_twice, "baton: task main: a scope is closed that is not "
                            "open [scope]\n");
  main_aborts(closes_the_outer_first,
              "baton: task main: group \"g\" is closed while the timeout "
              "opened after it is still open; scopes close in reverse order "
              "[scope]\n");
  main_aborts(has_another_close_it,
              "baton: task A: group \"g\" is closed by another task than "
              "opened it [scope]\n");
}

/* ---- Objects ---------------------------------------------------------- */

static void describe_too_much(const struct bt_object *object,
                              struct bt_state *state) {
  (void)object;
  for (int i = 0; i < 17; i++)
    bt_state_int(state, "field", i);
}

static void ignore(void *data, const struct bt_trace_event *event) {
  (void)data, (void)event;
}

static int has_too_many_fields(void *unused) {
  static const struct bt_kind kind = {"chest", describe_too_much};
  struct bt_object object;

  (void)unused;
  bt_object_init(&object, &kind, NULL);
  return 0;
}

static int traced_main(void) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL, .trace = ignore};

  return bt_run_with(&options, has_too_many_fields, NULL);
}

static void object_with_too_many_fields_is_misuse(void **state) {
  (void)state;
  aborts(traced_main, "baton: task main: an object is described by more than "
                      "16 fields [trace]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(what_needs_a_task_says_so),
      TEST(callback_that_parks_is_misuse),
      TEST(handle_used_up_twice_is_misuse),
      TEST(scopes_close_in_their_task_in_reverse_order),
      TEST(object_with_too_many_fields_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
