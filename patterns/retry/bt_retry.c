/* SPDX-License-Identifier: MIT-0 */
#include "bt_retry.h"

/* pause, up to jitter shorter or longer, in whole microseconds. */
static uint64_t with_jitter(double pause_us, double jitter) {
  double shift = ((double)bt_random(2000001) / 1e6 - 1.0) * jitter;
  double us = pause_us * (1.0 + shift);

  if (!(us > 0.0))
    return 0;
  return us < 1e15 ? (uint64_t)us : (uint64_t)1e15; /* 31 years */
}

int bt_retry(const struct bt_retry *how, bt_fn *fn, void *arg) {
  double pause_us = (double)how->delay_ms * 1000.0;

  for (unsigned call = 1;; call++) {
    int rc = fn(arg);

    if (rc >= 0 || rc == UV_ECANCELED || call >= how->times)
      return rc;
    rc = bt_sleep_us(with_jitter(pause_us, how->jitter));
    if (rc < 0)
      return rc;
    pause_us *= how->factor > 0.0 ? how->factor : 1.0;
  }
}
