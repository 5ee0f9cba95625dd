/* SPDX-License-Identifier: MIT-0 */
/* State Threads' side of the benchmarks: threads, mutexes, condition
 * variables. st_usleep(0) is its yield. Ends with status 4 and says how many
 * threads there were where it gets no more. */
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

/* joinable as in st_thread_create; 0: a stack of the usual 64 KB. */
static st_thread_t spawn(void *(*fn)(void *), void *arg, int joinable) {
  static int threads;
  st_thread_t t = st_thread_create(fn, arg, joinable, 0);

  if (!t) {
    printf("stops at %d\n", threads);
    exit(4);
  }
  threads++;
  return t;
}

static void join_all(st_thread_t *t, int n) {
  for (int i = 0; i < n; i++)
    st_thread_join(t[i], NULL);
}

/* ---- Switching -------------------------------------------------------- */

static long each;

static void *yielder(void *arg) {
  for (long i = 0; i < each; i++)
    st_usleep(0);
  return arg;
}

static double yields(int n) {
  st_thread_t t[100];
  double start;

  each = 2000000 / n;
  for (int i = 0; i < n; i++)
    t[i] = spawn(yielder, NULL, 1);
  start = now_ns();
  join_all(t, n);
  return (now_ns() - start) / (double)(each * n);
}

static double yield2(void) { return yields(2); }
static double yield100(void) { return yields(100); }

static void *nothing(void *arg) { return arg; }

static double spawn_join(void) {
  st_thread_t t[1000];
  double start = 0;

  for (int round = 0; round < 120; round++) {
    if (round == 20)
      start = now_ns();
    for (int i = 0; i < 1000; i++)
      t[i] = spawn(nothing, NULL, 1);
    join_all(t, 1000);
  }
  return (now_ns() - start) / 1e5;
}

/* ---- Handing over ----------------------------------------------------- */

/* The bounded buffer of the text books; threads switch only where they wait,
 * so that it needs no mutex. */
struct queue {
  void *items[16];
  int n, first, most;
  st_cond_t not_empty, not_full;
};

static struct queue *queue_new(int most) {
  struct queue *q = calloc(1, sizeof *q);

  if (!q)
    exit(1);
  q->most = most;
  q->not_empty = st_cond_new();
  q->not_full = st_cond_new();
  return q;
}

static void put(struct queue *q, void *item) {
  while (q->n == q->most)
    st_cond_wait(q->not_full);
  q->items[(q->first + q->n++) % q->most] = item;
  st_cond_signal(q->not_empty);
}

static void *get(struct queue *q) {
  void *item;

  while (q->n == 0)
    st_cond_wait(q->not_empty);
  item = q->items[q->first];
  q->first = (q->first + 1) % q->most;
  q->n--;
  st_cond_signal(q->not_full);
  return item;
}

enum { ITEMS = 1000000 };

static struct queue *there, *back;

static void *producer(void *arg) {
  for (int i = 0; i < ITEMS; i++)
    put(there, there);
  return arg;
}

static double queue(void) {
  double start;

  there = queue_new(16);
  spawn(producer, NULL, 0);
  start = now_ns();
  for (int i = 0; i < ITEMS; i++)
    get(there);
  return (now_ns() - start) / ITEMS;
}

static void *echo(void *arg) {
  for (int i = 0; i < ITEMS; i++)
    put(back, get(there));
  return arg;
}

static double pingpong(void) {
  double start;

  there = queue_new(1);
  back = queue_new(1);
  spawn(echo, NULL, 0);
  start = now_ns();
  for (int i = 0; i < ITEMS; i++) {
    put(there, there);
    get(back);
  }
  return (now_ns() - start) / ITEMS;
}

/* ---- Locks ------------------------------------------------------------ */

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
    t[i] = spawn(contender, NULL, 1);
  start = now_ns();
  join_all(t, 10);
  return (now_ns() - start) / 5e5;
}

/* ---- Many that wait --------------------------------------------------- */

static st_cond_t never;

static void *parked(void *arg) {
  st_cond_wait(never);
  return arg;
}

static double cancel(void) {
  static st_thread_t t[10000];
  double ns = 0;

  never = st_cond_new();
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 10000; i++)
      t[i] = spawn(parked, NULL, 1);
    st_usleep(0);
    ns = now_ns(); /* the last round counts: warm */
    for (int i = 0; i < 10000; i++)
      st_thread_interrupt(t[i]);
    join_all(t, 10000);
    ns = (now_ns() - ns) / 10000;
  }
  return ns;
}

static void *sleeper(void *arg) {
  st_usleep((st_utime_t)(1 + (unsigned long)arg % 997) * 1000);
  return arg;
}

static double sleepers(void) {
  enum { N = 100000 };
  static st_thread_t t[N];
  double start = 0;

  for (int round = 0; round < 2; round++) {
    start = now_ns(); /* the last round counts: warm */
    for (unsigned long i = 0; i < N; i++)
      t[i] = spawn(sleeper, (void *)(i * 7919), 1);
    join_all(t, N);
  }
  return (now_ns() - start) / N;
}

static double resident(void) {
  long pages = 0, skip;
  FILE *f = fopen("/proc/self/statm", "r");

  if (!f || fscanf(f, "%ld %ld", &skip, &pages) != 2)
    exit(1);
  fclose(f);
  return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double park(int n) {
  double before = resident();

  never = st_cond_new();
  for (int i = 0; i < n; i++)
    spawn(parked, NULL, 0);
  st_usleep(0);
  return (resident() - before) / n;
}

static double memory(void) { return park(20000); }
static double million(void) { return park(1000000); }

/* ---- The rows --------------------------------------------------------- */

static const struct row {
  const char *name;
  double (*run)(void);
} rows[] = {
    {"yield2", yield2},   {"yield100", yield100}, {"spawn", spawn_join},
    {"queue", queue},     {"pingpong", pingpong}, {"lock", lock},
    {"contend", contend}, {"sleepers", sleepers}, {"cancel", cancel},
    {"memory", memory},   {"million", million},
};

int main(int argc, char **argv) {
  if (st_init() < 0)
    return 1;
  for (size_t i = 0; argc > 1 && i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(argv[1], rows[i].name) == 0) {
      printf("%.3f\n", rows[i].run());
      return 0;
    }
  return 3;
}
