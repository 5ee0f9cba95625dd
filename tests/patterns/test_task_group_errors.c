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

static int fails_twice(void *unused) {
  struct part part = {1, UV_EIO};
  size_t spawned = 0, errors;
  int rc;

  (void)unused;
  bt_group_open(&g);
  spawned += bt_group_spawn(&g, does_its_part, &part) != NULL;
  spawned += bt_group_spawn(&g, does_its_part, &part) != NULL;
  rc = bt_group_close(&g, 0);
  errors = g.errors.n;
  bt_group_fini(&g);
  if (rc != UV_EIO)
    return rc;
  assert_true(spawned == 2 && errors >= 1);
  return errors == 2 ? 0 : UV_ENOMEM;
}

static void refused_memory_is_an_error_of_the_group(void **state) {
  (void)state;
  assert_int_equal(
      refuse_each_with((struct bt_options){0}, fails_twice,
                       "group: out of memory: of 2 errors, only the first is "
                       "kept\n"),
      7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(errors_split_by_kind_keeping_their_order),
      TEST(refused_memory_is_an_error_of_the_group),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
