/* SPDX-License-Identifier: MIT-0 */
/* ring: calls in a row; the head is a member of it. */
#ifndef BT_RING_H
#define BT_RING_H

#include "baton.h"

static inline void bt_ring_init(struct bt_call *head) {
  head->next = head->prev = head;
}
static inline bool bt_ring_empty(const struct bt_call *head) {
  return head->next == head;
}
static inline void bt_ring_push(struct bt_call *head, struct bt_call *call) {
  call->next = head;
  call->prev = head->prev;
  head->prev->next = call;
  head->prev = call;
}
static inline void bt_ring_unlink(struct bt_call *call) {
  call->prev->next = call->next;
  call->next->prev = call->prev;
}
/* The same for the first member of head, whose neighbour is known. */
static inline void bt_ring_shift(struct bt_call *head, struct bt_call *first) {
  head->next = first->next;
  first->next->prev = head;
}
/* As bt_ring_unlink, and call is idle afterwards. */
static inline void bt_ring_take(struct bt_call *call) {
  bt_ring_unlink(call);
  call->next = call->prev = NULL;
}
/* Moves call from where it is to the end of another ring. */
static inline void bt_ring_move(struct bt_call *head, struct bt_call *call) {
  bt_ring_unlink(call);
  bt_ring_push(head, call);
}

#endif
