/* SPDX-License-Identifier: MIT-0 */
/* bt_background: tasks that run beside the rest, with an owner who sees their
 * errors and ends them.
 *
 * Copy    bt_background.h, bt_background.c, bt_timeout.h, bt_timeout.c.
 * Units   milliseconds; limit counts tasks, 0 is no limit.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    its tasks, from spawn to their end: bt_background_close.
 * Threads the loop's thread only.
 * Source  what asyncio programs build of a set of tasks and a done-callback;
 *         a nursery whose errors are reported and stop nobody else.
 */
#ifndef BT_BACKGROUND_H
#define BT_BACKGROUND_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_background {
  size_t limit, n;
  struct bt_member *first, *last; /* live tasks, as spawned */
  bool closing;
  size_t failed;               /* tasks that ended with an error */
  struct bt_waitlist spawners; /* for a place, oldest first */
  struct bt_waitlist closers;  /* for the last task to end */
  /* Told of each error, on the loop's stack: must not park. NULL: a warning. */
  void (*on_error)(void *context, struct bt_task *task);
  void *context;
};

/* Makes it empty; at most limit tasks at a time, 0: no limit. */
void bt_background_init(struct bt_background *b, size_t limit);

/* Starts a task, named after fn; waits in line while limit of them run. Parks
 * only then. Returns 0, UV_ECANCELED, UV_ENOMEM, or UV_EPIPE once it is
 * closing; after an error fn does not run. */
#define bt_background_spawn(b, fn, ...)                                        \
  bt_background_spawn_named((b), #fn, fn, __VA_ARGS__)
BT_CHECKED int bt_background_spawn_named(struct bt_background *b,
                                         const char *name, bt_fn *fn,
                                         void *arg);
/* With a stack size, for hosts. *task is the task, whose handle is b's (bt_ref
 * to keep it); untouched after an error. */
BT_CHECKED int bt_background_spawn_with(struct bt_background *b,
                                        const struct bt_spawn_options *options,
                                        bt_fn *fn, void *arg,
                                        struct bt_task **task);

/* Accepts no more, gives the tasks grace_ms to end by themselves (0: none;
 * BT_NEVER: as long as they need), cancels the rest in order of spawning,
 * waits until all have ended, cleanup included. Parks unless none is left.
 * Returns 0, or UV_ECANCELED when the caller was cancelled within the grace:
 * then the tasks were, too, at once, and have ended. A cancellation that comes
 * later strikes at the caller's next wait. */
BT_CHECKED int bt_background_close(struct bt_background *b, uint64_t grace_ms);

#ifdef __cplusplus
}
#endif
#endif
