/* SPDX-License-Identifier: MIT-0 */
/* State Threads' side of the benchmarks. */
#include <st.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now_ns(void) {
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static long each;

static void *yielder(void *arg) {
  (void)arg;
  for (long i = 0; i < each; i++)
    st_usleep(0);
  return NULL;
}

static double yields(int n) {
  st_thread_t t[100];
  double start;

  each = 2000000 / n;
  for (int i = 0; i < n; i++)
    t[i] = st_thread_create(yielder, NULL, 1, 0);
  start = now_ns();
  for (int i = 0; i < n; i++)
    st_thread_join(t[i], NULL);
  return (now_ns() - start) / (double)(each * n);
}

static void *nothing(void *arg) { return arg; }

static double spawn(void) {
  st_thread_t t[1000];
  double start = 0;

  for (int round = 0; round < 120; round++) {
    if (round == 20)
      start = now_ns();
    for (int i = 0; i < 1000; i++)
      t[i] = st_thread_create(nothing, NULL, 1, 0);
    for (int i = 0; i < 1000; i++)
      st_thread_join(t[i], NULL);
  }
  return (now_ns() - start) / 1e5;
}

static double lock(void) {
  st_mutex_t m = st_mutex_new();
  double start = now_ns();

  for (int i = 0; i < 5000000; i++) {
    st_mutex_lock(m);
    st_mutex_unlock(m);
  }
  return (now_ns() - start) / 5e6;
}

static st_mutex_t contended;

static void *contender(void *arg) {
  for (int i = 0; i < 50000; i++) {
    st_mutex_lock(contended);
    st_usleep(0);
    st_mutex_unlock(contended);
  }
  return arg;
}

static double contend(void) {
  st_thread_t t[10];
  double start;

  contended = st_mutex_new();
  for (int i = 0; i < 10; i++)
    t[i] = st_thread_create(contender, NULL, 1, 0);
  start = now_ns();
  for (int i = 0; i < 10; i++)
    st_thread_join(t[i], NULL);
  return (now_ns() - start) / 5e5;
}

static st_cond_t never;

static void *parked(void *arg) {
  st_cond_wait(never);
  return arg;
}

static double resident(void) {
  long pages = 0, skip;
  FILE *f = fopen("/proc/self/statm", "r");

  if (!f || fscanf(f, "%ld %ld", &skip, &pages) != 2)
    exit(1);
  fclose(f);
  return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double memory(void) {
  const int n = 20000; /* its stacks stop at the limit on mappings */
  double before = resident();

  never = st_cond_new();
  for (int i = 0; i < n; i++)
    if (!st_thread_create(parked, NULL, 0, 64 * 1024))
      exit(3);
  st_usleep(0);
  return (resident() - before) / n;
}

int main(int argc, char **argv) {
  const char *row = argc > 1 ? argv[1] : "";
  double ns;

  if (st_init() < 0)
    return 1;
  if (strcmp(row, "yield2") == 0)
    ns = yields(2);
  else if (strcmp(row, "yield100") == 0)
    ns = yields(100);
  else if (strcmp(row, "spawn") == 0)
    ns = spawn();
  else if (strcmp(row, "lock") == 0)
    ns = lock();
  else if (strcmp(row, "contend") == 0)
    ns = contend();
  else if (strcmp(row, "memory") == 0)
    ns = memory();
  else
    return 3;
  printf("%.3f\n", ns);
  return 0;
}
