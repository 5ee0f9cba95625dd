/* SPDX-License-Identifier: MIT-0 */
#include "bt_stream.h"

#include <string.h>

void bt_stream_init_named(struct bt_stream *s, const char *name,
                          bt_stream_fn *fn, void *arg) {
  memset(s, 0, sizeof *s);
  s->name = name;
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

static bool is_busy(const struct bt_stream *s) {
  return s->body && bt_coroutine_running(s->body);
}

int bt_stream_next(struct bt_stream *s, void **item) {
  if (s->ended)
    return UV_EOF;
  if (is_busy(s))
    return bt_fail(UV_EBUSY, "the stream is making its next item already");
  if (!s->body)
    s->body = bt_coroutine_open(s->name, body, s, s->stack_size);
  if (!s->body)
    return bt_fail(UV_ENOMEM, "out of memory for a stream");
  if (!bt_coroutine_resume(s->body))
    return outcome(s);
  *item = s->item;
  return 0;
}

int bt_stream_emit(struct bt_stream *s, void *item) {
  if (!is_busy(s))
    bt_misuse("AG-1", "a stream emits that nobody asks; emit in its own "
                      "function only");
  if (s->closing)
    bt_misuse("AG-3", "a stream that is being closed emits; return when emit "
                      "has returned UV_ECANCELED");
  s->item = item;
  bt_coroutine_suspend(s->body);
  return s->closing ? UV_ECANCELED : 0;
}

/* The cancellation that the body saw in its emit is the close's own, and ends
 * here; one that struck the task meanwhile does not. */
static int finish_body(struct bt_stream *s) {
  unsigned struck = bt_struck(bt_self());
  int rc;

  s->closing = true;
  bt_coroutine_resume(s->body);
  rc = outcome(s);
  if (rc == UV_ECANCELED && bt_struck(bt_self()) <= struck &&
      !bt_pressed(bt_self()))
    return 0;
  return rc == UV_EOF ? 0 : rc;
}

int bt_stream_close(struct bt_stream *s) {
  if (is_busy(s))
    return bt_fail(UV_EBUSY, "the stream is making its next item");
  if (s->body)
    return finish_body(s);
  end(s); /* never asked, or over: nothing to clean up */
  return 0;
}
