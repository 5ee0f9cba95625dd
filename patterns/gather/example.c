/* SPDX-License-Identifier: MIT-0 */
/* Asks three weather stations at once, uses those that answer. */
#include <stdio.h>

#include "bt_gather.h"

static struct station {
  const char *name;
  uint64_t latency_ms;
  int degrees; /* or the error it answers with */
} stations[] = {
    {"north", 60, 14},
    {"south", 20, UV_EIO},
    {"west", 40, 17},
};
enum { N = sizeof stations / sizeof stations[0] };

static int ask(void *arg) {
  const struct station *station = arg;
  int rc = bt_sleep(station->latency_ms);

  if (rc < 0)
    return rc;
  printf("%s has answered\n", station->name);
  return station->degrees;
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int answers[N];
  size_t n = 0;
  int rc;

  (void)unused;
  while (n < N && (tasks[n] = bt_spawn(ask, &stations[n])) != NULL)
    n++;
  rc = bt_gather_all(tasks, n, answers);
  if (rc < 0)
    return rc;
  for (size_t i = 0; i < n; i++) {
    const char *name = stations[i].name;

    if (answers[i] < 0)
      printf("%s: %s\n", name, bt_error_name(answers[i]));
    else
      printf("%s: %d degrees\n", name, answers[i]);
  }
  return n < N ? UV_ENOMEM : 0;
}

int main(void) { return bt_run(demo, NULL); }
