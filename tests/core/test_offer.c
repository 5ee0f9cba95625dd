/* SPDX-License-Identifier: MIT-0 */
/* The options of a choice: what is where, and how few steps that takes. */
#include "support.h"

#include <host.h>
#include <offer.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"", "a", "ab", "b", "worker"};
enum { NAMES = sizeof names / sizeof names[0], MOST = 300, MANY = 100000 };

/* The same as an array in order. */
static struct model {
  struct option {
    struct bt_call *call;
    const char *name;
  } options[MOST];
  size_t n;
} model;

static struct bt_call calls[MANY];

static size_t below(size_t limit) { return bt_random((uint32_t)limit); }

static size_t same_in_model(size_t i) {
  size_t same = 0;

  for (size_t j = 0; j < i; j++)
    same += strcmp(model.options[j].name, model.options[i].name) == 0;
  return same;
}

static void add_one(struct bt_offer *offer, struct bt_call *call) {
  struct option *option = &model.options[model.n++];

  *option = (struct option){call, names[below(NAMES)]};
  assert_true(bt_offer_add(bt_loop_current(), offer, call, option->name));
}

static void take_one(struct bt_offer *offer) {
  size_t i = below(model.n);
  struct option *option = &model.options[i];

  assert_ptr_equal(bt_offer_take(offer, i), option->call);
  memmove(option, option + 1, (--model.n - i) * sizeof *option);
}

static void look_at_one(const struct bt_offer *offer) {
  size_t i = below(model.n), same = same_in_model(i);
  const char *name = model.options[i].name;

  assert_int_equal(bt_offer_n(offer), model.n);
  assert_string_equal(bt_offer_name(offer, i), name);
  assert_int_equal(bt_offer_same(offer, i), same);
  assert_int_equal(bt_offer_find(offer, name, same), i);
}

/* It grows to MOST and shrinks to nothing in turns. */
static int add_take_and_look(void *unused) {
  struct bt_offer offer = {0};
  bool grows = true;

  (void)unused;
  for (size_t i = 0; i < 20000; i++) {
    if (model.n == 0 || model.n == MOST)
      grows = model.n == 0;
    if (model.n == 0 || (model.n < MOST && below(8) < (grows ? 5 : 3)))
      add_one(&offer, &calls[i]);
    else
      take_one(&offer);
    if (model.n)
      look_at_one(&offer);
  }
  bt_offer_fini(bt_loop_current(), &offer);
  return 0;
}

static void offer_answers_as_a_list_does(void **state) {
  (void)state;
  assert_int_equal(run(add_take_and_look), 0);
}

static int looks_for_what_is_not_there(void *unused) {
  struct bt_loop *loop = bt_loop_current();
  struct bt_offer offer = {0};

  (void)unused;
  assert_int_equal(bt_offer_n(&offer), 0);
  assert_int_equal(bt_offer_find(&offer, "b", 0), 0);
  assert_true(bt_offer_add(loop, &offer, calls, "b"));
  assert_true(bt_offer_add(loop, &offer, calls, "d"));
  assert_int_equal(bt_offer_find(&offer, "a", 0), 2);
  assert_int_equal(bt_offer_find(&offer, "c", 0), 2);
  assert_int_equal(bt_offer_find(&offer, "e", 0), 2);
  assert_int_equal(bt_offer_find(&offer, "b", 1), 2);
  assert_int_equal(bt_offer_find(&offer, "b", SIZE_MAX), 2);
  bt_offer_clear(&offer);
  assert_int_equal(bt_offer_n(&offer), 0);
  assert_int_equal(bt_offer_find(&offer, "b", 0), 0);
  bt_offer_fini(loop, &offer);
  return 0;
}

static void name_that_is_not_there_is_not_found(void **state) {
  (void)state;
  assert_int_equal(run(looks_for_what_is_not_there), 0);
}

/* ---- Steps ------------------------------------------------------------ */

static unsigned depth(const struct bt_offer *o, enum bt_offer_order order,
                      uint32_t tree) {
  const struct bt_branches *b = &o->options[tree].trees[order];
  unsigned left, right;

  if (!tree)
    return 0;
  left = depth(o, order, b->left);
  right = depth(o, order, b->right);
  return 1 + (left > right ? left : right);
}

/* A tree of n options in random order is about 3 log2 n deep. */
static void check_depths(const struct bt_offer *offer, unsigned most) {
  for (int order = 0; order < BT_OFFER_ORDERS; order++)
    assert_in_range(depth(offer, order, offer->roots[order]), 1, most);
}

/* In order, which is what makes a careless tree a list. */
static int fills_and_empties(void *unused) {
  struct bt_offer offer = {0};

  (void)unused;
  for (size_t i = 0; i < MANY; i++)
    assert_true(bt_offer_add(bt_loop_current(), &offer, &calls[i], names[1]));
  check_depths(&offer, 60);
  for (size_t i = 0; i < MANY / 2; i++)
    bt_offer_take(&offer, MANY / 4);
  check_depths(&offer, 60);
  for (size_t i = 0; i < MANY / 2 - 10; i++)
    bt_offer_take(&offer, 0);
  check_depths(&offer, 10);
  bt_offer_fini(bt_loop_current(), &offer);
  return 0;
}

static void many_options_take_few_steps(void **state) {
  (void)state;
  assert_int_equal(run(fills_and_empties), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(offer_answers_as_a_list_does),
      TEST(name_that_is_not_there_is_not_found),
      TEST(many_options_take_few_steps),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
