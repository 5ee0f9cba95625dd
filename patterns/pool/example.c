/* SPDX-License-Identifier: MIT-0 */
/* Three queries over two connections, of which one breaks. */
#include <stdio.h>

#include "bt_pool.h"

static struct query {
  const char *table;
  uint64_t takes_ms; /* the server hangs up after 150 */
} queries[] = {{"users", 100}, {"orders", 200}, {"books", 150}};

static int numbers[] = {1, 2, 3}, *next = numbers;
static struct bt_pool pool;

static int open_one(void *unused, void **connection) {
  (void)unused;
  printf("connection %d opens\n", *next);
  *connection = next++;
  return 0;
}

static void close_one(void *unused, void *connection) {
  (void)unused;
  printf("connection %d closes\n", *(int *)connection);
}

static int run_query(void *arg) {
  struct query *q = arg;
  void *connection;
  int rc = bt_pool_acquire(&pool, &connection);

  if (rc < 0)
    return rc; /* there is nothing to give back */
  rc = bt_sleep(q->takes_ms);
  if (rc == 0 && q->takes_ms > 150)
    rc = UV_ECONNRESET;
  printf("%s: %s\n", q->table, rc < 0 ? "no answer" : "read");
  if (rc < 0)
    bt_pool_discard(&pool, connection); /* who knows its state */
  else
    bt_pool_release(&pool, connection);
  return rc;
}

static int demo(void *unused) {
  static const struct bt_pool_ops ops = {open_one, close_one, NULL};
  struct bt_task *tasks[3];

  (void)unused;
  bt_pool_init(&pool, 2, &ops, NULL, "connections");
  for (int i = 0; i < 3; i++)
    tasks[i] = bt_spawn(run_query, &queries[i]);
  for (int i = 0; i < 3; i++)
    if (!tasks[i] || bt_await(tasks[i]) < 0)
      printf("%s is tried again tomorrow\n", queries[i].table);
  return bt_pool_close(&pool); /* in the order of coming back */
}

int main(void) { return bt_run(demo, NULL); }
