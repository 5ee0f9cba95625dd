/* SPDX-License-Identifier: MIT-0 */
#include "bt_stream.h"

#include <string.h>

void bt_stream_init(struct bt_stream *s, bt_stream_fn *fn, void *arg) {
  memset(s, 0, sizeof *s);
  s->fn = fn;
  s->arg = arg;
}

static void body(void *arg) {
  struct bt_stream *s = arg;

  s->rc = s->fn(s, s->arg);
}

static void end(struct bt_stream *s) {
  if (s->body)
    bt_coroutine_close(s->body);
  s->body = NULL;
  s->ended = true;
}

/* How the body ended, told once. */
static int outcome(struct bt_stream *s) {
  end(s);
  return s->rc < 0 ? s->rc : UV_EOF;
}

int bt_stream_next(struct bt_stream *s, void **item) {
  if (s->ended)
    return UV_EOF;
  if (s->body && bt_coroutine_running(s->body))
    return bt_fail(UV_EBUSY, "the stream is making its next item already");
  if (!s->body && !(s->body = bt_coroutine_open(body, s, s->stack_size)))
    return bt_fail(UV_ENOMEM, "out of memory for a stream");
  if (!bt_coroutine_resume(s->body))
    return outcome(s);
  *item = s->item;
  return 0;
}

int bt_stream_emit(struct bt_stream *s, void *item) {
  if (s->closing)
    bt_misuse("AG-3", "a stream that is being closed emits; return when emit "
                      "has returned UV_ECANCELED");
  s->item = item;
  bt_coroutine_suspend(s->body);
  return s->closing ? UV_ECANCELED : 0;
}

int bt_stream_close(struct bt_stream *s) {
  int rc;

  if (s->ended || s->closing)
    return 0;
  if (!s->body) { /* never asked: nothing to clean up */
    end(s);
    return 0;
  }
  if (bt_coroutine_running(s->body))
    return bt_fail(UV_EBUSY, "the stream is making its next item");
  s->closing = true;
  bt_coroutine_resume(s->body);
  rc = outcome(s);
  /* The cancellation of the emit is the close's own; it ends here. */
  return rc == UV_EOF || rc == UV_ECANCELED ? 0 : rc;
}
