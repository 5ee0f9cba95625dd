/* SPDX-License-Identifier: MIT-0 */
#include <stdlib.h>

#include "made.h"
#include "world/table.h"

struct record {
  uint32_t id, value;
};

static void set(struct table *table, uint32_t id, uint32_t value) {
  struct record *record = table_edit(table, id);

  assert_non_null(record);
  record->id = id;
  record->value = value;
}

static uint32_t get(const struct table *table, uint32_t id) {
  const struct record *record = table_get(table, id);

  return record && record->id ? record->value : 0;
}

static void records_are_zero_until_they_are_set(void **state) {
  struct table table;

  (void)state;
  table_init(&table, sizeof(struct record));
  assert_null(table_get(&table, 1));
  assert_null(table_get(&table, UINT32_MAX));
  set(&table, 9, 5);
  assert_int_equal(get(&table, 9), 5);
  assert_int_equal(get(&table, 8), 0);
  assert_int_equal(get(&table, 100000), 0);
  table_fini(&table);
}

static void numbers_may_be_far_apart(void **state) {
  static const uint32_t ids[] = {1,       7,         8,          255,
                                 256,     8191,      8192,       1000000,
                                 9000000, 268435456, 4000000000, UINT32_MAX};
  const size_t n = sizeof ids / sizeof *ids;
  struct table table;
  uint32_t id = 0;

  (void)state;
  table_init(&table, sizeof(struct record));
  for (size_t i = n; i-- > 0;)
    set(&table, ids[i], ids[i] ^ 0x5555);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(get(&table, ids[i]), ids[i] ^ 0x5555);
    id = table_next(&table, id);
    assert_int_equal(id, ids[i]);
  }
  assert_int_equal(table_next(&table, id), 0);
  table_fini(&table);
}

static void next_passes_over_records_that_are_not_there(void **state) {
  struct table table;

  (void)state;
  table_init(&table, sizeof(struct record));
  assert_int_equal(table_next(&table, 0), 0);
  set(&table, 3, 1);
  set(&table, 500, 1);
  ((struct record *)table_edit(&table, 3))->id = 0;
  assert_int_equal(table_next(&table, 0), 500);
  assert_int_equal(table_next(&table, 500), 0);
  table_fini(&table);
}

enum { IDS = 600, COPIES = 20 };

/* Copies taken at random times must all stay as they were. */
static void copies_keep_what_they_held(void **state) {
  struct table table, copies[COPIES];
  static uint32_t values[IDS], kept[COPIES][IDS];

  (void)state;
  srand(7);
  table_init(&table, sizeof(struct record));
  for (int c = 0; c < COPIES; c++) {
    for (int i = 0; i < 100; i++) {
      uint32_t id = 1 + (uint32_t)rand() % (IDS - 1);

      values[id] = (uint32_t)rand();
      set(&table, id, values[id]);
    }
    table_copy(&copies[c], &table);
    for (int i = 0; i < IDS; i++)
      kept[c][i] = values[i];
  }
  table_fini(&table);
  for (int c = COPIES - 1; c >= 0; c--) {
    for (uint32_t i = 1; i < IDS; i++)
      assert_int_equal(get(&copies[c], i), kept[c][i]);
    table_fini(&copies[c]);
  }
}

static void a_changed_copy_leaves_the_original_alone(void **state) {
  struct table table, copy;

  (void)state;
  table_init(&table, sizeof(struct record));
  set(&table, 5, 1);
  table_copy(&copy, &table);
  set(&copy, 5, 2);
  set(&copy, 70000, 3);
  assert_int_equal(get(&table, 5), 1);
  assert_int_equal(get(&table, 70000), 0);
  assert_int_equal(get(&copy, 5), 2);
  table_fini(&copy);
  assert_int_equal(get(&table, 5), 1);
  table_fini(&table);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(records_are_zero_until_they_are_set),
      cmocka_unit_test(numbers_may_be_far_apart),
      cmocka_unit_test(next_passes_over_records_that_are_not_there),
      cmocka_unit_test(copies_keep_what_they_held),
      cmocka_unit_test(a_changed_copy_leaves_the_original_alone),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
