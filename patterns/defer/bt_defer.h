/* SPDX-License-Identifier: MIT-0 */
/* bt_defer: cleanups that run in reverse, on every way out.
 *
 * Copy    bt_defer.h and bt_defer.c; they need only <baton.h>.
 * Units   none.
 * Errors  passes on how the body ended.
 * Owns    nothing: nodes lie in the caller's frame until close.
 * Threads the loop's thread only.
 * Source  Python's ExitStack, Go's defer, Zig's errdefer.
 *
 *     bt_defer_open(&defers);
 *     rc = open_a(&a);
 *     if (rc == 0) {
 *       bt_defer(&defers, &on_a, close_a, &a);
 *       rc = use(&a);
 *     }
 *     return bt_defer_close(&defers, rc);
 */
#ifndef BT_DEFER_H
#define BT_DEFER_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_defer {
  struct bt_defer *below;
  void (*fn)(void *arg);
  void *arg;
};

struct bt_defers {
  struct bt_defer *top;
};

/* Makes the list of cleanups empty. */
void bt_defer_open(struct bt_defers *defers);

/* Has fn(arg) called by close, before those that were added earlier. node
 * stays in place until then. Cannot fail; never parks. */
void bt_defer(struct bt_defers *defers, struct bt_defer *node,
              void (*fn)(void *arg), void *arg);

/* Calls the cleanups, last added first, and returns rc. Parks where a cleanup
 * does; cancellations from outside are held back meanwhile, so that each runs
 * to its end, and strike at the first wait after it. */
int bt_defer_close(struct bt_defers *defers, int rc);

#ifdef __cplusplus
}
#endif
#endif
