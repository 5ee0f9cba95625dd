/* SPDX-License-Identifier: MIT-0 */
/* bt_rate_limit: at most n in a time, in order; a token bucket.
 *
 * Copy    bt_rate_limit.h and bt_rate_limit.c; they need only <baton.h>.
 * Units   tokens are a plain count, times are milliseconds.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the caller keeps the struct in place until no task waits.
 * Threads the loop's thread only.
 * Source  the token bucket of network schedulers, kept as the one time at
 *         which the bucket would be full (ATM's virtual scheduling), so that
 *         nothing drifts and no timer ticks.
 */
#ifndef BT_RATE_LIMIT_H
#define BT_RATE_LIMIT_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_rate_limit {
  struct bt_object object;
  uint64_t n, per_us; /* n tokens in per_us, in lowest terms */
  uint64_t burst;     /* what the bucket holds */
  uint64_t full_at;   /* when it is full, in microseconds times n */
  struct bt_timer timer;
  struct bt_waitlist waiters; /* oldest first */
};

/* Makes r with a full bucket of burst tokens (0: n), refilled with n in
 * per_ms, evenly. n and per_ms of 0 are misuse. name is for the screen, kept
 * and not copied; may be NULL. */
void bt_rate_limit_init(struct bt_rate_limit *r, unsigned n, uint64_t per_ms,
                        unsigned burst, const char *name);

/* Takes a token, waiting in line until one is there. Parks only then. Returns
 * 0 or UV_ECANCELED; after an error no token was taken. */
BT_CHECKED int bt_rate_limit_acquire(struct bt_rate_limit *r);

/* Takes a token if that needs no wait: 0, else UV_EAGAIN. Never parks. */
BT_CHECKED int bt_rate_limit_try_acquire(struct bt_rate_limit *r);

/* Whole tokens in the bucket now. */
unsigned bt_rate_limit_tokens(const struct bt_rate_limit *r);

#ifdef __cplusplus
}
#endif
#endif
