/* SPDX-License-Identifier: MIT-0 */
/* A provider takes a message every 100 ms, or two after a rest. */
#include <stdio.h>

#include "bt_rate_limit.h"

static const char *const names[] = {"Anna", "Bert", "Cleo", "Dora"};
enum { N = sizeof names / sizeof names[0] };

static struct bt_rate_limit limit;

static int send_to(void *name) {
  uint64_t asked = bt_now();
  int rc = bt_rate_limit_acquire(&limit); /* waits in line */

  if (rc < 0)
    return rc; /* cancelled in line: no token was taken */
  if (bt_now() - asked < 50)
    printf("%s has a message\n", (const char *)name);
  else
    printf("%s has a message, after a wait\n", (const char *)name);
  return 0;
}

/* Not worth a wait: sent now or not at all. */
static void send_advertisement(void) {
  if (bt_rate_limit_try_acquire(&limit) == 0)
    printf("an advertisement goes out\n");
  else
    printf("no advertisement, others wait\n");
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int rc;

  (void)unused;
  bt_rate_limit_init(&limit, 1, 100, 2, "sms");
  for (int i = 0; i < N; i++)
    tasks[i] = bt_spawn(send_to, (void *)names[i]);
  rc = bt_sleep(20);
  send_advertisement();
  for (int i = 0; i < N; i++) {
    int one = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : one;
  }
  if (rc == 0)
    rc = bt_sleep(150); /* the bucket fills again */
  if (rc == 0)
    send_advertisement();
  return rc;
}

int main(void) { return bt_run(demo, NULL); }
