/* SPDX-License-Identifier: MIT-0 */
#include "queue_cancel.h"

struct bt_queue q;
char letters[] = "abcdefghijklmnopqrstuvwxyz";

bt_fn *body;
size_t capacity;

int has_a_queue(void *unused) {
  int rc;

  bt_queue_init(&q, capacity, BT_FIFO, "q");
  rc = body(unused);
  assert_null(q.getters.first);
  assert_null(q.putters.first);
  assert_null(q.joiners.first);
  bt_queue_fini(&q);
  return rc;
}

int run_queue(size_t of_capacity, bt_fn *program) {
  capacity = of_capacity;
  body = program;
  return run(has_a_queue);
}

void put(char letter) {
  assert_int_equal(bt_queue_put(&q, &letters[letter - 'a']), 0);
}

int gets_one(void *unused) {
  void *got = unused;
  int rc = bt_queue_get(&q, &got);

  if (rc < 0) {
    assert_ptr_equal(got, unused);
    return say_rc("get", rc);
  }
  say("got %c", *(char *)got);
  return 0;
}

int await_abc(void) { return await_abcd(3, UV_ECANCELED); }

int joins(void *unused) {
  (void)unused;
  return say_rc("joined", bt_queue_join(&q));
}
