/* SPDX-License-Identifier: MIT-0 */
/* offer: the options of a choice, as two randomized trees over one array. Which
 * of two trees becomes the root of both is drawn by their sizes; so whatever
 * is added and taken, a tree is as deep as one of options that came in random
 * order. The draws decide how the trees look, never what they answer. */
#include "internal.h"

#include <string.h>

static struct bt_branches *branches(const struct bt_offer *o,
                                    enum bt_offer_order order, uint32_t tree) {
  return &o->options[tree].trees[order];
}

static uint32_t count(const struct bt_offer *o, enum bt_offer_order order,
                      uint32_t tree) {
  return tree ? branches(o, order, tree)->n : 0;
}

static void recount(struct bt_offer *o, enum bt_offer_order order,
                    uint32_t tree) {
  struct bt_branches *b = branches(o, order, tree);

  b->n = count(o, order, b->left) + 1 + count(o, order, b->right);
}

/* ---- Trees of one order ------------------------------------------------ */

/* True in a of a + b cases. */
static bool draw(struct bt_offer *o, uint32_t a, uint32_t b) {
  o->random = o->random * UINT64_C(6364136223846793005) + 1442695040888963407;
  return (o->random >> 32) * ((uint64_t)a + b) >> 32 < a;
}

/* One tree of two, of which left comes first. */
static uint32_t join(struct bt_offer *o, enum bt_offer_order order,
                     uint32_t left, uint32_t right) {
  bool down; /* the right one hangs below the left one */

  if (!left || !right)
    return left ? left : right;
  down = draw(o, count(o, order, left), count(o, order, right));
  if (down)
    branches(o, order, left)->right =
        join(o, order, branches(o, order, left)->right, right);
  else
    branches(o, order, right)->left =
        join(o, order, left, branches(o, order, right)->left);
  recount(o, order, down ? left : right);
  return down ? left : right;
}

/* Two trees of one, of which left has the first n options. */
static void cut(struct bt_offer *o, enum bt_offer_order order, uint32_t tree,
                size_t n, uint32_t *left, uint32_t *right) {
  struct bt_branches *b = branches(o, order, tree);
  size_t before;

  if (!tree) {
    *left = *right = 0;
    return;
  }
  before = count(o, order, b->left);
  if (n <= before) {
    *right = tree;
    cut(o, order, b->left, n, left, &b->left);
  } else {
    *left = tree;
    cut(o, order, b->right, n - before - 1, &b->right, right);
  }
  recount(o, order, tree);
}

static void put(struct bt_offer *o, enum bt_offer_order order, uint32_t option,
                size_t at) {
  uint32_t left, right;

  *branches(o, order, option) = (struct bt_branches){.n = 1};
  cut(o, order, o->roots[order], at, &left, &right);
  left = join(o, order, left, option);
  o->roots[order] = join(o, order, left, right);
}

static void drop(struct bt_offer *o, enum bt_offer_order order, size_t at) {
  uint32_t *tree = &o->roots[order];
  struct bt_branches *b = branches(o, order, *tree);
  size_t before;

  while ((before = count(o, order, b->left)) != at) {
    b->n--;
    tree = at < before ? &b->left : &b->right;
    at -= at < before ? 0 : before + 1;
    b = branches(o, order, *tree);
  }
  *tree = join(o, order, b->left, b->right);
}

static uint32_t nth(const struct bt_offer *o, enum bt_offer_order order,
                    size_t i) {
  uint32_t tree = o->roots[order];

  for (;;) {
    const struct bt_branches *b = branches(o, order, tree);
    size_t before = count(o, order, b->left);

    if (i == before)
      return tree;
    tree = i < before ? b->left : b->right;
    i -= i < before ? 0 : before + 1;
  }
}

/* Whether an option comes before one of that name and age. */
static bool comes_before(const struct bt_option *option,
                         enum bt_offer_order order, const char *name,
                         uint64_t since) {
  int differs = order == BT_BY_NAME ? strcmp(option->name, name) : 0;

  return differs < 0 || (differs == 0 && option->since < since);
}

/* How many come before one of that name and age. */
static size_t rank(const struct bt_offer *o, enum bt_offer_order order,
                   const char *name, uint64_t since) {
  uint32_t tree = o->roots[order];
  size_t n = 0;

  while (tree) {
    const struct bt_branches *b = branches(o, order, tree);

    if (comes_before(&o->options[tree], order, name, since)) {
      n += count(o, order, b->left) + 1;
      tree = b->right;
    } else {
      tree = b->left;
    }
  }
  return n;
}

/* ---- Options ----------------------------------------------------------- */

size_t bt_offer_n(const struct bt_offer *o) {
  return count(o, BT_BY_PLACE, o->roots[BT_BY_PLACE]);
}

static bool grow(struct bt_loop *loop, struct bt_offer *o) {
  uint32_t size = o->size ? o->size * 2 : 16;
  struct bt_option *options =
      bt_resize(loop, o->options, o->size * sizeof *options,
                (size_t)size * sizeof *options);

  if (!options)
    return false;
  o->options = options;
  o->size = size;
  if (o->used == 0)
    o->used = 1;
  return true;
}

static uint32_t unused(struct bt_loop *loop, struct bt_offer *o) {
  uint32_t option = o->free;

  if (option) {
    o->free = branches(o, BT_BY_PLACE, option)->left;
    return option;
  }
  return o->used < o->size || grow(loop, o) ? o->used++ : 0;
}

bool bt_offer_add(struct bt_loop *loop, struct bt_offer *o,
                  struct bt_call *call, const char *name) {
  uint32_t option = unused(loop, o);

  if (!option)
    return false;
  o->options[option].name = name;
  o->options[option].call = call;
  o->options[option].since = o->added++;
  put(o, BT_BY_NAME, option, rank(o, BT_BY_NAME, name, o->added));
  put(o, BT_BY_PLACE, option, bt_offer_n(o));
  return true;
}

struct bt_call *bt_offer_take(struct bt_offer *o, size_t i) {
  uint32_t option = nth(o, BT_BY_PLACE, i);
  struct bt_option *taken = &o->options[option];

  drop(o, BT_BY_NAME, rank(o, BT_BY_NAME, taken->name, taken->since));
  drop(o, BT_BY_PLACE, i);
  branches(o, BT_BY_PLACE, option)->left = o->free;
  o->free = option;
  return taken->call;
}

void bt_offer_clear(struct bt_offer *o) {
  o->used = o->used > 0;
  o->free = 0;
  memset(o->roots, 0, sizeof o->roots);
}

void bt_offer_fini(struct bt_loop *loop, struct bt_offer *o) {
  bt_resize(loop, o->options, o->size * sizeof *o->options, 0);
  *o = (struct bt_offer){0};
}

const char *bt_offer_name(const struct bt_offer *o, size_t i) {
  return o->options[nth(o, BT_BY_PLACE, i)].name;
}

size_t bt_offer_same(const struct bt_offer *o, size_t i) {
  const struct bt_option *option = &o->options[nth(o, BT_BY_PLACE, i)];

  return rank(o, BT_BY_NAME, option->name, option->since) -
         rank(o, BT_BY_NAME, option->name, 0);
}

size_t bt_offer_find(const struct bt_offer *o, const char *name, size_t same) {
  size_t n = bt_offer_n(o), first = rank(o, BT_BY_NAME, name, 0);
  const struct bt_option *option;

  if (same >= n - first)
    return n;
  option = &o->options[nth(o, BT_BY_NAME, first + same)];
  return strcmp(option->name, name) == 0
             ? rank(o, BT_BY_PLACE, name, option->since)
             : n;
}
