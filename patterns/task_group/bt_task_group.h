/* SPDX-License-Identifier: MIT-0 */
/* bt_task_group: tasks that do not outlive the block that started them.
 *
 * Copy    bt_task_group.h and bt_task_group.c; they need only <baton.h>.
 * Units   none.
 * Errors  a failed child cancels the other children and the body; close
 *         returns the error and keeps them all in g->errors.
 * Owns    its children's handles, and after errors a list: bt_group_fini.
 * Threads the loop's thread only.
 * Source  asyncio.TaskGroup as of 3.13, Trio's nurseries; rules TG-1 to TG-34.
 *
 *     bt_group_open(&group);
 *     bt_group_spawn(&group, fetch, &a);
 *     bt_group_spawn(&group, fetch, &b);
 *     rc = bt_group_close(&group, 0);     waits for both; the first error
 */
#ifndef BT_TASK_GROUP_H
#define BT_TASK_GROUP_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_error {
  int code;
  const char *name;     /* of the task */
  const char *message;  /* or NULL */
  struct bt_task *task; /* the group's handle; NULL: body, or failed spawn */
};

struct bt_errors {
  size_t n;
  struct bt_error *items;
};

struct bt_group {
  struct bt_scope scope;
  struct bt_member *first, *last;         /* live children, as spawned */
  struct bt_member *failed, *failed_last; /* as they ended */
  size_t n_live, n_failed;
  bool aborting;            /* the rest was cancelled, no more may be spawned */
  bool parent_cancelled;    /* ... and so was the body, by the group */
  bool closing;             /* the body has ended */
  struct bt_error spawn;    /* the one that failed; code 0: none */
  struct bt_waiter *waiter; /* close's, while it waits */
  struct bt_errors errors;  /* after close */
  struct bt_error one;      /* the list, where there is no memory for more */
  char *body_message;
};

/* Opens a group in this task; bt_group_open_named gives it a name for the
 * screen, kept and not copied. Close it on every way out. */
void bt_group_open(struct bt_group *g);
void bt_group_open_named(struct bt_group *g, const char *name);

/* Starts a child, named after fn. Children may start siblings. A spawn that
 * finds no memory aborts the group and becomes its error. Returns the child,
 * whose handle is the group's (bt_ref to keep it beyond close); NULL, and fn
 * does not run, when out of memory, while the group is aborting, or when body
 * and children have ended and close is about to return. Spawning into a group
 * that has closed is misuse and stops the program. */
#define bt_group_spawn(g, fn, ...)                                             \
  bt_group_spawn_named((g), #fn, fn, __VA_ARGS__)
struct bt_task *bt_group_spawn_named(struct bt_group *g, const char *name,
                                     bt_fn *fn, void *arg);
/* With a stack size, for hosts. */
struct bt_task *bt_group_spawn_with(struct bt_group *g,
                                    const struct bt_spawn_options *options,
                                    bt_fn *fn, void *arg);

/* Cancels the children and the body without failing: close then returns 0 for
 * a body that let the cancellation through. Any task may do it. Never parks. */
void bt_group_cancel(struct bt_group *g);

/* Ends the block: waits until every child has ended. body_result is how the
 * body ended; an error in it cancels the children first. Parks unless no child
 * lives. Returns body_result if nothing failed; the code of the child that
 * failed first, or the body's error, with all of them in g->errors, the body's
 * last; UV_ECANCELED when the caller was cancelled and nothing failed. */
BT_CHECKED int bt_group_close(struct bt_group *g, int body_result);

/* Frees the list of errors, if there is one. Not needed after success. */
void bt_group_fini(struct bt_group *g);

/* Moves the errors with this code to matched, keeping the order of both, and
 * returns how many there are. Both lists stay the group's memory. */
size_t bt_errors_split(struct bt_errors *errors, int code,
                       struct bt_errors *matched);

#ifdef __cplusplus
}
#endif
#endif
