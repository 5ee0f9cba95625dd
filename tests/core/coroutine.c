/* SPDX-License-Identifier: MIT-0 */
#include "coroutine.h"

void run_body(void *arg) {
  struct body *body = arg;

  body->fn(body);
}

void begin_body(struct body *body, void (*fn)(struct body *body)) {
  *body = (struct body){.fn = fn};
  body->co = bt_coroutine_open("body", run_body, body, 0);
  assert_non_null(body->co);
}

bool resume(struct body *body) { return bt_coroutine_resume(body->co); }
void suspend(struct body *body) { bt_coroutine_suspend(body->co); }

void end_body(struct body *body) {
  assert_false(resume(body));
  assert_true(bt_coroutine_ended(body->co));
  bt_coroutine_close(body->co);
}

int resumes(void *body) {
  resume(body);
  return 0;
}

void naps(struct body *body) {
  nap(NUMBER(10));
  suspend(body);
  nap(NUMBER(10));
}

void counts_to_two(struct body *body) {
  assert_true(bt_coroutine_running(body->co));
  say("one");
  suspend(body);
  say("two");
}
