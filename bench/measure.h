/* SPDX-License-Identifier: MIT-0 */
/* measure: what Baton's benchmarks share. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <baton.h>

/* Nanoseconds of processor time that this process has used. */
double measure_ns(void);
/* Bytes of memory that this process has now. */
double measure_resident(void);

/* What a benchmark expects to succeed; stops the program where it did not. */
void must(int rc);
struct bt_task *must_spawn(struct bt_task *t);
void *must_alloc(size_t n, size_t size); /* zeroed */

#endif
