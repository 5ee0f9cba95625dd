/* SPDX-License-Identifier: MIT-0 */
/* One phone, three callers. */
#include <stdio.h>
#include <string.h>

#include "bt_defer.h"
#include "bt_semaphore.h"

static struct bt_semaphore phone;

static void hang_up(void *arg) { bt_semaphore_release(arg); }

static int number_of(const char *name) {
  if (strcmp(name, "bob") == 0)
    return bt_fail(UV_ENOENT, "no number");
  return 100 + (int)strlen(name);
}

static int talk(const char *name) {
  int number, rc;

  printf("%s has the phone\n", name);
  number = number_of(name);
  if (number < 0)
    return number;
  rc = bt_sleep(10);
  if (rc == 0)
    printf("%s called %d\n", name, number);
  return rc;
}

static int call(void *arg) {
  struct bt_defers defers;
  struct bt_defer after;
  int rc;

  bt_defer_open(&defers);
  rc = bt_semaphore_acquire(&phone);
  if (rc == 0) {
    bt_defer(&defers, &after, hang_up, &phone);
    rc = talk(arg);
  }
  return bt_defer_close(&defers, rc);
}

static int demo(void *arg) {
  static char *names[] = {"ann", "bob", "cleo"};
  struct bt_task *calls[3];
  int result = 0;

  (void)arg;
  bt_semaphore_init(&phone, 1, "phone");
  for (int i = 0; i < 3; i++)
    calls[i] = bt_spawn_named(names[i], call, names[i]);
  for (int i = 0; i < 3; i++) {
    int rc = calls[i] ? bt_join(calls[i]) : UV_ENOMEM;

    if (rc == UV_ENOENT)
      printf("%s\t%s\n", names[i], bt_message(calls[i]));
    else if (rc < 0)
      result = rc;
    bt_drop(calls[i]);
  }
  return result;
}

int main(void) { return bt_run(demo, NULL) < 0; }
