/* SPDX-License-Identifier: MIT-0 */
/* Shows what each shop asks for a lamp as soon as it answers. */
#include <stdio.h>

#include "bt_as_completed.h"

static struct shop {
  const char *name;
  uint64_t latency_ms;
  int price; /* or an error */
} shops[] = {
    {"Ada", 200, 9},
    {"Bert", 60, 24},
    {"Cleo", 30, UV_ENOENT},
};
enum { N = sizeof shops / sizeof shops[0] };

static int ask(void *arg) {
  const struct shop *shop = arg;
  int rc = bt_sleep(shop->latency_ms);

  return rc < 0 ? rc : shop->price;
}

static void show(const char *name, int price) {
  if (price < 0)
    printf("%s: no price (%s)\n", name, bt_error_name(price));
  else
    printf("%s: %d euros\n", name, price);
}

static int show_all(struct bt_task **tasks) {
  struct bt_as_completed it;
  struct bt_task *task;
  int rc = bt_as_completed_open(&it, tasks, N, 120);

  while (rc == 0 && (rc = bt_as_completed_next(&it, &task)) == 0)
    show(bt_name(task), bt_result(task));
  if (rc == UV_ETIMEDOUT)
    printf("the rest is too slow\n");
  bt_as_completed_close(&it);
  return rc == UV_ETIMEDOUT || rc == UV_EOF ? 0 : rc;
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int rc = 0;

  (void)unused;
  for (int i = 0; i < N; i++)
    if (!(tasks[i] = bt_spawn_named(shops[i].name, ask, &shops[i])))
      rc = UV_ENOMEM;
  rc = rc == 0 ? show_all(tasks) : rc;
  for (int i = 0; i < N; i++)
    bt_drop(tasks[i]);
  return rc;
}

int main(void) { return bt_run(demo, NULL); }
