/* SPDX-License-Identifier: MIT-0 */
/* measure: what Baton's benchmarks share. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <baton.h>

/* Nanoseconds of processor time that this process has used. */
double measure_ns(void);
/* Bytes of memory that this process has now. */
double measure_resident(void);

/* Says what failed and stops the program. */
void measure_stop(int rc);

/* What a benchmark expects to succeed; inline, since it is asked each time. */
static inline void must(int rc) {
  if (rc < 0)
    measure_stop(rc);
}
static inline struct bt_task *must_spawn(struct bt_task *t) {
  if (!t)
    measure_stop(UV_ENOMEM);
  return t;
}
void *must_alloc(size_t n, size_t size); /* zeroed */

#endif
