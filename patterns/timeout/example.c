/* SPDX-License-Identifier: MIT-0 */
/* Tries one mirror after the other, each for 50 ms, all for 120. */
#include <stdio.h>

#include "bt_timeout.h"

static const struct mirror {
  const char *name;
  uint64_t latency_ms;
} list[] = {{"Oslo", 90}, {"Rome", 90}, {"Bonn", 90}, {"Lima", 20}};
enum { N = sizeof list / sizeof list[0] };

static int fetch(const struct mirror *mirror) {
  int rc = bt_sleep(mirror->latency_ms);

  if (rc == UV_ECANCELED)
    printf("%s: connection closed\n", mirror->name);
  return rc;
}

static int fetch_within(const struct mirror *mirror, uint64_t ms) {
  struct bt_timeout timeout;

  bt_timeout_open(&timeout, ms);
  return bt_timeout_close(&timeout, fetch(mirror));
}

/* Tries those from list[first] on. */
static int fetch_any(size_t first) {
  struct bt_timeout budget;
  int rc = UV_ETIMEDOUT;

  bt_timeout_open(&budget, 120);
  for (size_t i = first; i < N && rc == UV_ETIMEDOUT; i++) {
    rc = fetch_within(&list[i], 50);
    if (rc == 0)
      printf("%s: here it is\n", list[i].name);
    else if (rc == UV_ETIMEDOUT)
      printf("%s: too slow, try the next\n", list[i].name);
  }
  return bt_timeout_close(&budget, rc);
}

static int demo(void *unused) {
  int rc = fetch_any(2);

  (void)unused;
  if (rc == 0)
    rc = fetch_any(0);
  if (rc != UV_ETIMEDOUT)
    return rc < 0 ? rc : UV_EINVAL;
  printf("no time left\n");
  return 0;
}

int main(void) { return bt_run(demo, NULL); }
