/* SPDX-License-Identifier: MIT-0 */
#include "stream.h"

int table[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

int numbers(struct bt_stream *s, void *arg) {
  const struct source *source = arg;
  int rc = 0;

  say("begin");
  for (int i = 0; rc == 0 && i < source->n; i++) {
    if (source->nap_ms)
      rc = bt_sleep(source->nap_ms);
    if (rc == 0)
      rc = bt_stream_emit(s, &table[i]);
  }
  say_rc("end", rc);
  if (source->cleanup_ms)
    say_rc("cleaned up", bt_sleep(source->cleanup_ms));
  return source->result ? source->result : rc;
}

int next(struct bt_stream *s) {
  void *item;
  int rc = bt_stream_next(s, &item);

  if (rc == 0)
    say("got %d", *(int *)item);
  else
    say_rc("next", rc);
  return rc;
}

int read_to_the_end(struct bt_stream *s) {
  int rc;

  do
    rc = next(s);
  while (rc == 0);
  return rc == UV_EOF ? 0 : rc;
}

int read_all(void *source) {
  struct bt_stream s;

  bt_stream_init(&s, numbers, source);
  return read_to_the_end(&s);
}

int run_on(bt_fn *program, struct source source) {
  return run_arg(program, &source);
}

static int counts_down(struct bt_stream *s, void *from) {
  void *item;
  int rc;

  while ((rc = bt_stream_next(from, &item)) == 0)
    if ((rc = bt_stream_emit(s, &table[9 - *(int *)item])) < 0)
      break;
  say_rc("upper end", rc);
  bt_stream_close(from);
  return rc == UV_EOF ? 0 : rc;
}

int reads_a_stack(void *source) {
  struct bt_stream lower, upper;

  bt_stream_init(&lower, numbers, source);
  bt_stream_init(&upper, counts_down, &lower);
  next(&upper);
  next(&upper);
  say_rc("close", bt_stream_close(&upper));
  return 0;
}

int cancels_a_stack(void *source) {
  struct bt_task *a = spawn("A", reads_a_stack, source);
  int rc = bt_sleep(5);

  bt_cancel(a);
  return bt_await(a) | rc;
}
