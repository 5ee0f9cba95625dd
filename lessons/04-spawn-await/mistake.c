/* SPDX-License-Identifier: MIT-0 */
/* The mistake: each task is given the address of a local variable. */
#include <baton.h>
#include <stdio.h>

static int show(void *arg) {
  const char *letter = arg;

  printf("letter %c\n", *letter);
  return 0;
}

static int demo(void *arg) {
  struct bt_task *tasks[3];
  int rc = 0;

  (void)arg;
  for (int i = 0; i < 3; i++) {
    char letter = "abc"[i]; /* given back at the end of the round */

    tasks[i] = bt_spawn(show, &letter);
  }
  for (int i = 0; i < 3; i++) {
    int one = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    rc = one < 0 ? one : rc;
  }
  return rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }
