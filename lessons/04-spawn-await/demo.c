/* SPDX-License-Identifier: MIT-0 */
/* Two tasks, and what they return. */
#include <baton.h>
#include <stdio.h>

struct square {
  long n, result;
};

static int square(void *arg) {
  struct square *s = arg;
  int rc;

  printf("square of %ld\n", s->n);
  rc = bt_sleep(10);
  s->result = s->n * s->n;
  return rc;
}

static int demo(void *arg) {
  struct square a = {.n = 3}, b = {.n = 4};
  struct bt_task *ta = bt_spawn_named("A", square, &a);
  struct bt_task *tb = bt_spawn_named("B", square, &b);
  int rc, rc2;

  (void)arg;
  printf("main goes on\n");
  rc = ta ? bt_await(ta) : UV_ENOMEM;
  if (rc == 0)
    printf("A returned %ld\n", a.result);
  rc2 = tb ? bt_await(tb) : UV_ENOMEM;
  if (rc2 == 0)
    printf("B returned %ld\n", b.result);
  return rc < 0 ? rc : rc2;
}

int main(void) { return bt_run(demo, NULL) < 0; }
