/* SPDX-License-Identifier: MIT-0 */
/* bt_channel: hands items from one task to another, directly and in order.
 *
 * Copy    bt_channel.h and bt_channel.c; they need only <baton.h>.
 * Units   capacity counts items; 0 is a rendezvous. Times are milliseconds.
 * Errors  0 or a negative code; each function names all it can return.
 * Owns    the slots of its buffer, not the items: bt_channel_fini.
 * Threads the loop's thread only.
 * Source  Hoare's CSP and Go's channels. A hand-over that happened is kept: a
 *         cancellation that comes after it strikes at the next wait.
 */
#ifndef BT_CHANNEL_H
#define BT_CHANNEL_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_channel_end; /* a task that waits to send or to receive */

/* Those who wait on one side, oldest first. */
struct bt_channel_line {
  struct bt_channel_end *first, *last;
};

struct bt_channel {
  struct bt_object object;
  size_t capacity, n, head;
  void **slots; /* capacity of them, once one was needed */
  bool closed;
  struct bt_channel_line senders, receivers;
};

/* Makes c open and empty; takes no memory yet. name is for the screen, kept
 * and not copied; may be NULL. */
void bt_channel_init(struct bt_channel *c, size_t capacity, const char *name);

/* Hands item (not NULL) to the first receiver in line or to the buffer; waits
 * in line while there is neither. Parks only then. Returns 0; UV_EPIPE if c is
 * closed, before or meanwhile; UV_ECANCELED; UV_ENOMEM. After an error the
 * item was not handed over. */
BT_CHECKED int bt_channel_send(struct bt_channel *c, void *item);

/* Takes the next item, waiting in line while there is none. Parks only then.
 * Returns 0; UV_EOF if c is closed and empty; UV_ECANCELED. */
BT_CHECKED int bt_channel_recv(struct bt_channel *c, void **item);

/* No more items: those who wait to receive get UV_EOF, those who wait to send
 * UV_EPIPE. What is in the buffer can still be taken. Twice does nothing.
 * Never parks. */
void bt_channel_close(struct bt_channel *c);

/* One case of a select: sends, if there is something to send, or receives. */
struct bt_select {
  struct bt_channel *channel;
  void *send; /* NULL: receives */
  void *item; /* what was received */
  int rc;     /* of the case that was taken: as bt_channel_send and _recv */
};

/* Waits until one case can go on, and does that one only: the first of them
 * where several can; a closed channel can go on, with an error. Parks only if
 * none can. Returns its index; UV_ETIMEDOUT after timeout_ms (BT_NEVER: waits
 * without limit; 0: does not wait); UV_ECANCELED; UV_EINVAL for no cases;
 * UV_ENOMEM. After an error nothing was sent or received. The second counts
 * microseconds. */
BT_CHECKED int bt_select(struct bt_select *cases, size_t n,
                         uint64_t timeout_ms);
BT_CHECKED int bt_select_us(struct bt_select *cases, size_t n,
                            uint64_t timeout_us);

/* Frees the buffer; items left inside stay the caller's. Nobody may wait. */
void bt_channel_fini(struct bt_channel *c);

#ifdef __cplusplus
}
#endif
#endif
