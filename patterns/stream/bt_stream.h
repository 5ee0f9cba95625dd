/* SPDX-License-Identifier: MIT-0 */
/* bt_stream: items made one at a time, only while somebody asks.
 *
 * Copy    bt_stream.h and bt_stream.c; they need only <baton.h>.
 * Units   none.
 * Errors  0 or a negative code; each function names all it can return.
 * Owns    a stack for the body, from the first item to its end or close.
 * Threads the loop's thread only.
 * Source  Python's asynchronous generators; rules AG-1 to AG-8. The body runs
 *         in the task of whoever asks: a cancellation strikes inside it first.
 *
 *     static int numbers(struct bt_stream *s, void *arg) {
 *       for (int i = 0; i < 3; i++) {
 *         int rc = bt_stream_emit(s, &table[i]);
 *         if (rc < 0)
 *           return rc;                    closed early: clean up and leave
 *       }
 *       return 0;
 *     }
 */
#ifndef BT_STREAM_H
#define BT_STREAM_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_stream;
typedef int bt_stream_fn(struct bt_stream *s, void *arg);

struct bt_stream {
  const char *name; /* for the screen; kept, not copied; may be NULL */
  bt_stream_fn *fn;
  void *arg;
  size_t stack_size;         /* 0: as a task's */
  struct bt_coroutine *body; /* NULL before the first item and after the end */
  void *item;                /* on its way out */
  int rc;                    /* how the body ended */
  bool ended, closing;
};

/* Makes a stream, named after fn; nothing runs yet. */
#define bt_stream_init(s, fn, ...)                                             \
  bt_stream_init_named((s), #fn, fn, __VA_ARGS__)
void bt_stream_init_named(struct bt_stream *s, const char *name,
                          bt_stream_fn *fn, void *arg);

/* Lets the body run until it emits. Parks where the body parks. Returns 0 and
 * the item; UV_EOF when the body has ended with 0 or more; the body's error,
 * once; UV_EOF after that. UV_ENOMEM. UV_EBUSY while another task, or the body
 * itself, is asking. */
BT_CHECKED int bt_stream_next(struct bt_stream *s, void **item);

/* In the body: hands item to who asks. Returns 0 when asked for the next one,
 * UV_ECANCELED when the stream is being closed; then clean up and return:
 * another emit is misuse. */
BT_CHECKED int bt_stream_emit(struct bt_stream *s, void *item);

/* Ends the stream: a body that has begun sees UV_ECANCELED from its emit and
 * runs to its end, cleanup included. Parks where that parks. Returns 0; the
 * error of the cleanup; UV_ECANCELED when the caller was cancelled meanwhile;
 * UV_EBUSY where bt_stream_next would. Twice, or after the end, it does
 * nothing. Leaving a loop early does not close: call this on every way out. */
int bt_stream_close(struct bt_stream *s);

#ifdef __cplusplus
}
#endif
#endif
