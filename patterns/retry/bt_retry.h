/* SPDX-License-Identifier: MIT-0 */
/* bt_retry: calls a function until it succeeds, with growing pauses.
 *
 * Copy    bt_retry.h and bt_retry.c; they need only <baton.h>.
 * Units   milliseconds; factor and jitter are plain numbers.
 * Errors  the last error of the function, or UV_ECANCELED.
 * Owns    nothing.
 * Threads the loop's thread only.
 * Source  exponential backoff with jitter, as in every network client since
 *         Ethernet. Put a timeout round it to bound the whole.
 */
#ifndef BT_RETRY_H
#define BT_RETRY_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_retry {
  unsigned times;    /* calls at most; 0 means 1 */
  uint64_t delay_ms; /* pause before the second call */
  double factor;     /* each pause is this much longer; 0 means 1 */
  double jitter;     /* 0.1: a pause is up to a tenth shorter or longer */
};

/* Calls fn(arg) in this task until it returns 0 or more, or times calls have
 * failed. Parks between calls, and where fn does. Returns fn's last result. A
 * cancellation is never tried again: UV_ECANCELED, from fn or from a pause,
 * comes back at once. The jitter follows from the seed of the program. */
BT_CHECKED int bt_retry(const struct bt_retry *how, bt_fn *fn, void *arg);

#ifdef __cplusplus
}
#endif
#endif
