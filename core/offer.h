/* SPDX-License-Identifier: MIT-0 */
/* offer: the options of a choice, in their order. Among n of them each function
 * takes O(log n) steps. */
#ifndef BT_OFFER_H
#define BT_OFFER_H

#include "baton.h"

/* The order of the options, and that of their names. */
enum bt_offer_order { BT_BY_PLACE, BT_BY_NAME, BT_OFFER_ORDERS };

/* Of each order a tree of options: what comes before one hangs on its left,
 * what comes after on its right. Options are numbered from 1. */
struct bt_option {
  const char *name;
  struct bt_call *call;
  uint64_t since; /* counts those that were added before */
  struct bt_branches {
    uint32_t left, right; /* 0: nothing */
    uint32_t n;           /* options in this tree */
  } trees[BT_OFFER_ORDERS];
};

/* Zeroed it is empty. */
struct bt_offer {
  struct bt_option *options; /* the first one stands for no tree */
  uint32_t used, size;       /* of options */
  uint32_t free;             /* taken ones, linked by .left */
  uint32_t roots[BT_OFFER_ORDERS];
  uint64_t added, random;
};

size_t bt_offer_n(const struct bt_offer *offer);
/* Adds an option behind the others; name must stay. False: no memory. */
bool bt_offer_add(struct bt_loop *loop, struct bt_offer *offer,
                  struct bt_call *call, const char *name);
/* Removes option i and returns its call. */
struct bt_call *bt_offer_take(struct bt_offer *offer, size_t i);
void bt_offer_clear(struct bt_offer *offer);
void bt_offer_fini(struct bt_loop *loop, struct bt_offer *offer);

const char *bt_offer_name(const struct bt_offer *offer, size_t i);
/* How many options before i have its name. */
size_t bt_offer_same(const struct bt_offer *offer, size_t i);
/* The option of that name with so many of the same before it; n if none is. */
size_t bt_offer_find(const struct bt_offer *offer, const char *name,
                     size_t same);

#endif
