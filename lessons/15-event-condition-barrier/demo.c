/* SPDX-License-Identifier: MIT-0 */
/* A flag and a bell, too early. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_condition.h"
#include "bt_event.h"
#include "bt_gather.h"

static struct bt_event flag;
static struct bt_condition bell;

static int ring(void) {
  int rc = bt_lock_acquire(bell.lock);

  if (rc < 0)
    return rc;
  bt_condition_notify_all(&bell);
  bt_lock_release(bell.lock);
  return 0;
}

static int look(void *arg) {
  int rc = bt_event_wait(&flag);

  (void)arg;
  if (rc == 0)
    printf("%" PRIu64 "\tA goes on\n", bt_now());
  return rc;
}

static int listen(void *arg) {
  int rc = bt_lock_acquire(bell.lock);

  (void)arg;
  if (rc < 0)
    return rc;
  rc = bt_condition_wait(&bell);
  if (rc == 0)
    printf("%" PRIu64 "\tB goes on\n", bt_now());
  bt_lock_release(bell.lock);
  return rc;
}

static int demo(void *arg) {
  struct bt_task *tasks[2];
  int rc;

  (void)arg;
  bt_event_init(&flag, "flag");
  bt_condition_init(&bell, NULL, "bell");
  bt_event_set(&flag);
  rc = ring();
  if (rc < 0 || !(tasks[0] = bt_spawn_named("A", look, NULL)))
    return rc < 0 ? rc : UV_ENOMEM;
  if (!(tasks[1] = bt_spawn_named("B", listen, NULL))) {
    bt_drop(tasks[0]);
    return UV_ENOMEM;
  }
  rc = bt_sleep(50);
  if (rc == 0)
    rc = ring();
  return rc < 0 ? rc : bt_gather(tasks, 2, NULL);
}

int main(void) { return bt_run(demo, NULL) < 0; }
