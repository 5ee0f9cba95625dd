/* SPDX-License-Identifier: MIT-0 */
/* Task-local values: inherited, and one's own from then on. */
#include "support.h"

static const struct bt_local user = {"user"}, page = {"page"};

static const char *user_here(void) {
  const char *name = bt_local_get(&user);

  return name ? name : "nobody";
}

static int grandchild(void *unused) {
  (void)unused;
  say("%s", user_here());
  return 0;
}

static int child(void *unused) {
  (void)unused;
  say("%s", user_here());
  assert_int_equal(bt_local_set(&user, "carol"), 0);
  say("%s", user_here());
  assert_int_equal(bt_local_set(&user, "dave"), 0);
  return bt_await(spawn("C", grandchild, NULL));
}

static int sets_around_a_spawn(void *unused) {
  struct bt_task *b;
  int rc;

  (void)unused;
  say("%s", user_here());
  assert_int_equal(bt_local_set(&user, "alice"), 0);
  assert_int_equal(bt_local_set(&page, "start"), 0);
  b = spawn("B", child, NULL);
  assert_int_equal(bt_local_set(&user, "bob"), 0);
  rc = bt_await(b);
  say("%s at %s", user_here(), (const char *)bt_local_get(&page));
  return rc;
}

static void child_has_its_parents_values_as_they_were_at_spawn(void **state) {
  (void)state;
  assert_int_equal(run(sets_around_a_spawn), 0);
  said("0 main nobody\n"
       "0 B alice\n"
       "0 B carol\n"
       "0 C dave\n"
       "0 main bob at start\n");
  assert_null(bt_local_get(&user));
}

static int sets_to_null(void *unused) {
  (void)unused;
  assert_int_equal(bt_local_set(&user, "alice"), 0);
  assert_int_equal(bt_local_set(&page, "start"), 0);
  assert_int_equal(bt_local_set(&user, NULL), 0);
  say("%s", user_here());
  return 0;
}

static void value_may_be_set_back_to_null(void **state) {
  (void)state;
  assert_int_equal(run(sets_to_null), 0);
  said("0 main nobody\n");
}

static size_t in_use;

static int sets_often(void *n) {
  assert_int_equal(bt_local_set(&page, "start"), 0);
  for (uintptr_t i = 0; i < (uintptr_t)n; i++)
    assert_int_equal(bt_local_set(&user, "alice"), 0);
  in_use = memory_in_use();
  return 0;
}

static int sets_two_in_turn(void *n) {
  for (uintptr_t i = 0; i < (uintptr_t)n; i++) {
    assert_int_equal(bt_local_set(&user, "alice"), 0);
    assert_int_equal(bt_local_set(&page, "start"), 0);
  }
  in_use = memory_in_use();
  return 0;
}

static int sets_for_each_child(void *n) {
  for (uintptr_t i = 0; i < (uintptr_t)n; i++) {
    struct bt_task *a;

    assert_int_equal(bt_local_set(&user, "alice"), 0);
    assert_int_equal(bt_local_set(&page, "start"), 0);
    a = spawn("A", nap, NUMBER(100));
    assert_int_equal(bt_local_set(&user, "bob"), 0); /* A sees alice */
    in_use = memory_in_use();
    bt_cancel(a);
    assert_int_equal(bt_await(a), UV_ECANCELED);
  }
  return 0;
}

static void setting_often_takes_no_more_memory(void **state) {
  static bt_fn *const setters[] = {sets_often, sets_two_in_turn,
                                   sets_for_each_child};

  (void)state;
  for (int i = 0; i < 3; i++) {
    size_t twice;

    assert_int_equal(run_arg(setters[i], NUMBER(2)), 0);
    twice = in_use;
    assert_int_equal(run_arg(setters[i], NUMBER(99)), 0);
    assert_int_equal(in_use, twice);
  }
}

/* ---- Out of memory ---------------------------------------------------- */

static int checks_after_a_refusal(void *unused) {
  int rc = bt_local_set(&user, "erin");

  (void)unused;
  assert_string_equal(user_here(), rc < 0 ? "alice" : "erin");
  assert_string_equal(bt_local_get(&page), "start");
  return rc;
}

static int sets_in_parent_and_child(void *unused) {
  int rc = bt_local_set(&user, "alice");
  struct bt_task *a;

  (void)unused;
  if (rc == 0)
    rc = bt_local_set(&page, "start");
  if (rc < 0)
    return rc;
  a = bt_spawn(checks_after_a_refusal, NULL);
  return a ? bt_await(a) : UV_ENOMEM;
}

static void refused_memory_leaves_the_values_as_they_were(void **state) {
  (void)state;
  assert_int_equal(refuse_each(sets_in_parent_and_child), 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(child_has_its_parents_values_as_they_were_at_spawn),
      TEST(value_may_be_set_back_to_null),
      TEST(setting_often_takes_no_more_memory),
      TEST(refused_memory_leaves_the_values_as_they_were),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
