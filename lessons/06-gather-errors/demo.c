/* SPDX-License-Identifier: MIT-0 */
/* A trip: three bookings at once. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_gather.h"

static struct booking {
  const char *what;
  uint64_t ms;
  const char *problem; /* or NULL */
} bookings[] = {
    {"flight", 30, NULL}, {"hotel", 5, "no room"}, {"car", 20, NULL}};
enum { N = sizeof bookings / sizeof bookings[0] };

static int book(void *arg) {
  const struct booking *b = arg;
  int rc = bt_sleep(b->ms);

  if (rc < 0)
    return rc;
  if (b->problem)
    return bt_fail(UV_ENOENT, "%s", b->problem);
  printf("%" PRIu64 " ms: %s booked\n", bt_now(), b->what);
  return 0;
}

static int demo(void *arg) {
  struct bt_task *tasks[N];
  int results[N], rc;
  size_t n = 0;

  (void)arg;
  while (n < N && (tasks[n] = bt_spawn_named(bookings[n].what, book,
                                             &bookings[n])) != NULL)
    n++;
  rc = bt_gather_all(tasks, n, results);
  if (rc < 0 || n < N)
    return rc < 0 ? rc : UV_ENOMEM;
  for (size_t i = 0; i < N; i++)
    printf("%zu: %s\n", i + 1,
           results[i] < 0 ? bookings[i].problem : bookings[i].what);
  return 0;
}

int main(void) { return bt_run(demo, NULL) < 0; }
