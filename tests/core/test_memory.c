/* SPDX-License-Identifier: MIT-0 */
/* Memory asked for, refused, given back, and not given back. */
#include "support.h"

#include <string.h>

/* ---- Blocks ----------------------------------------------------------- */

static int grows_a_block(void *unused) {
  size_t before = memory_in_use();
  char *block = bt_realloc(NULL, 10);

  (void)unused;
  assert_non_null(block);
  strcpy(block, "123456789");
  for (size_t n = 20; n < 100000; n *= 3) {
    block = bt_realloc(block, n);
    assert_non_null(block);
    assert_string_equal(block, "123456789");
  }
  if (bt_self())
    assert_in_range(memory_in_use() - before, 40000, 100000);
  bt_free(block);
  bt_free(NULL);
  assert_int_equal(memory_in_use(), before);
  return 0;
}

static void block_keeps_its_bytes_and_is_counted(void **state) {
  (void)state;
  assert_int_equal(run(grows_a_block), 0);
  assert_int_equal(grows_a_block(NULL), 0); /* outside of a run it is not */
}

static int asks_for_too_much(void *unused) {
  char *block = bt_alloc(8);

  (void)unused;
  assert_non_null(block);
  assert_null(bt_alloc(SIZE_MAX));
  assert_null(bt_alloc(PTRDIFF_MAX));
  assert_null(bt_realloc(block, SIZE_MAX));
  strcpy(block, "kept"); /* a refused block is still there */
  bt_free(block);
  return 0;
}

static void absurd_sizes_are_refused(void **state) {
  (void)state;
  assert_int_equal(run(asks_for_too_much), 0);
}

static int three_blocks(void *unused) {
  char *a = bt_alloc(10), *b, *c;
  int rc = UV_ENOMEM;

  (void)unused;
  if (!a)
    return UV_ENOMEM;
  strcpy(a, "kept");
  b = bt_realloc(a, 1000);
  assert_string_equal(b ? b : a, "kept");
  c = b ? bt_alloc(1) : NULL;
  if (c)
    rc = 0;
  bt_free(c);
  bt_free(b ? b : a);
  return rc;
}

static void refused_memory_leaves_a_block_as_it_was(void **state) {
  (void)state;
  assert_int_equal(refuse_each(three_blocks), 5);
}

/* ---- Tasks and their messages ----------------------------------------- */

static int complains(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "a message of %d words", 5);
}

static int spawns_and_cancels(void *unused) {
  struct bt_task *a = bt_spawn(complains, NULL);
  struct bt_task *b = a ? bt_spawn(nap, NUMBER(9)) : NULL;
  int rc = 0;

  (void)unused;
  if (a && bt_await(a) != UV_EIO)
    rc = UV_EINVAL;
  if (b && (!bt_cancel_because(b, "why") || bt_await(b) != UV_ECANCELED))
    rc = UV_EINVAL;
  return a && b ? rc : UV_ENOMEM;
}

static void
refused_spawn_is_an_error_and_a_refused_message_is_left_out(void **state) {
  (void)state;
  assert_int_equal(refuse_each(spawns_and_cancels), 6);
}

/* ---- What was not given back ------------------------------------------ */

static int leaves_blocks(void *unused) {
  void *first = bt_alloc(100);
  void *second = bt_alloc(23);

  (void)unused;
  assert_non_null(first);
  assert_non_null(second);
  return 0;
}

static void blocks_left_over_are_reported_and_freed(void **state) {
  (void)state;
  assert_int_equal(run(leaves_blocks), 0);
  reported("leak: 2 blocks (123 bytes) of bt_alloc were not freed\n");
}

static int leaves_handles(void *unused) {
  struct bt_task *a = spawn("A", give, NUMBER(0));

  (void)unused;
  (void)spawn("B", complains, NULL);
  (void)bt_ref(a);
  return bt_await(a);
}

static void handles_left_over_are_reported(void **state) {
  (void)state;
  assert_int_equal(run(leaves_handles), 0);
  reported("unretrieved: task B failed and nobody retrieved its error: a "
           "message of 5 words\n"
           "leak: 2 handles were never awaited or dropped; the first is of "
           "task A\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(block_keeps_its_bytes_and_is_counted),
      TEST(absurd_sizes_are_refused),
      TEST(refused_memory_leaves_a_block_as_it_was),
      TEST(refused_spawn_is_an_error_and_a_refused_message_is_left_out),
      TEST(blocks_left_over_are_reported_and_freed),
      TEST(handles_left_over_are_reported),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
