/* SPDX-License-Identifier: MIT-0 */
/* task_group: its list of errors. */
#include "task_group.h"

#include <string.h>

static struct part four_fail[] = {
    {1, UV_EIO}, {1, UV_ENOENT}, {1, UV_EIO}, {1, UV_EPIPE}};

/* ---- Errors by kind --------------------------------------------------- */

static void say_errors(const char *what, const struct bt_errors *errors) {
  char names[16] = "";

  for (size_t i = 0; i < errors->n; i++)
    strcat(names, errors->items[i].name);
  say("%s: %s", what, names);
}

static int splits_errors(void *unused) {
  static const char *const names[] = {"A", "B", "C", "D"};
  struct bt_errors matched;
  int rc;

  (void)unused;
  bt_group_open(&g);
  for (int i = 0; i < 4; i++)
    add(names[i], does_its_part, &four_fail[i]);
  rc = bt_group_close(&g, 0);
  forget();
  assert_int_equal(bt_errors_split(&g.errors, UV_EIO, &matched), 2);
  say_errors("EIO", &matched);
  say_errors("rest", &g.errors);
  assert_int_equal(bt_errors_split(&g.errors, UV_EINVAL, &matched), 0);
  say_errors("EINVAL", &matched);
  assert_int_equal(bt_errors_split(&g.errors, UV_EPIPE, &matched), 1);
  say_errors("EPIPE", &matched);
  say_errors("rest", &g.errors);
  bt_group_fini(&g);
  return rc;
}

static void errors_split_by_kind_keeping_their_order(void **state) {
  (void)state;
  assert_int_equal(run(splits_errors), UV_EIO);
  said("1 main EIO: AC\n"
       "1 main rest: BD\n"
       "1 main EINVAL: \n"
       "1 main EPIPE: D\n"
       "1 main rest: B\n");
}

/* ---- Memory ----------------------------------------------------------- */

static int fails_when_cancelled(void *unused) {
  (void)unused;
  return bt_sleep(10) == UV_ECANCELED ? UV_EIO : 0;
}

/* No stack is that large. */
static int cannot_spawn(void *unused) {
  struct bt_spawn_options huge = {.name = "B", .stack_size = SIZE_MAX};
  int rc;

  (void)unused;
  bt_group_open(&g);
  add("A", fails_when_cancelled, NULL);
  assert_int_equal(bt_yield(), 0);
  assert_null(bt_group_spawn_with(&g, &huge, fails_when_cancelled, NULL));
  rc = bt_group_close(&g, bt_fail(UV_EPIPE, "from the body"));
  say_errors("errors", &g.errors);
  assert_int_equal(g.errors.items[1].code, UV_ENOMEM);
  assert_string_equal(g.errors.items[1].message, "out of memory to spawn it");
  assert_null(g.errors.items[1].task);
  bt_group_fini(&g);
  bt_group_fini(&g); /* has nothing left to free */
  return rc;
}

static void failed_spawn_cancels_and_comes_before_the_body(void **state) {
  (void)state;
  assert_int_equal(run(cannot_spawn), UV_EIO);
  said("0 main errors: ABmain\n");
}

static int fails_three_times(void *unused) {
  struct part part = {1, UV_EIO};
  size_t spawned = 0, errors, all;
  int rc;

  (void)unused;
  bt_group_open(&g);
  spawned += bt_group_spawn(&g, does_its_part, &part) != NULL;
  spawned += bt_group_spawn(&g, does_its_part, &part) != NULL;
  if (bt_sleep(10) == 0) /* no child has cancelled it */
    assert_true(spawned < 2);
  rc = bt_group_close(&g, UV_EPIPE);
  errors = g.errors.n;
  bt_group_fini(&g);
  assert_int_equal(rc, spawned < 2 ? UV_ENOMEM : UV_EIO);
  all = spawned < 2 ? 2 : 3; /* the spawn's or the children's, and EPIPE */
  assert_true(errors == 1 || errors == all);
  return errors == 3 ? 0 : UV_ENOMEM;
}

static void refused_memory_is_an_error_of_the_group(void **state) {
  (void)state;
  assert_int_equal(
      refuse_each_with((struct bt_options){0}, fails_three_times,
                       "group: out of memory: of 3 errors, only the first is "
                       "kept\n"),
      7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(errors_split_by_kind_keeping_their_order),
      TEST(failed_spawn_cancels_and_comes_before_the_body),
      TEST(refused_memory_is_an_error_of_the_group),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
