/* SPDX-License-Identifier: MIT-0 */
#define _POSIX_C_SOURCE 200809L
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

double measure_ns(void) {
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

double measure_resident(void) {
  long pages = 0, skip;
  FILE *f = fopen("/proc/self/statm", "r");

  if (!f || fscanf(f, "%ld %ld", &skip, &pages) != 2)
    must(UV_EIO);
  fclose(f);
  return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

void measure_stop(int rc) {
  fprintf(stderr, "bench: %s\n", bt_error_name(rc));
  exit(1);
}

void *must_alloc(size_t n, size_t size) {
  void *block = calloc(n, size);

  if (!block)
    must(UV_ENOMEM);
  return block;
}
