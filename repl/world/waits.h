/* SPDX-License-Identifier: MIT-0 */
/* waits: who waits for whom, and who can end the wait.
 *
 * An edge says that a task may have to wait until another one does something:
 * releases the lock it holds, ends, or ends as the child of a group. A task
 * with a deadline of its own, or inside a timeout that is still to strike, has
 * no edge, since time will wake it; so a program with pending timers raises no
 * false alarm. Where anybody could end the wait (a queue, an event, a
 * semaphore) there is no edge either.
 *
 * A task is stuck when others can do what they like, short of cancelling, and
 * it will not go on. Most waits are for all of their edges: one that leads to
 * a stuck task is enough. Some are for the first of several tasks to end, or
 * to fail: then all edges must lead to stuck ones. A closed chain of edges
 * between stuck tasks is a deadlock.
 */
#ifndef REPL_WAITS_H
#define REPL_WAITS_H

#include "buffer.h"
#include "world.h"

struct waits_edge {
  uint32_t task;  /* who waits ... */
  uint32_t other; /* ... for whom ... */
  const char *on; /* ... on what: "lock m", "task B", "group g" */
};

/* A closed chain of stuck tasks: path[first].task waits for path[first].other,
 * which is path[first + 1].task, and so on for n edges. */
struct waits_cycle {
  size_t first, n;
};

struct waits {
  struct waits_edge *edges;
  size_t n_edges;
  struct waits_cycle *cycles;
  size_t n_cycles;
  struct waits_edge *path; /* the edges of all cycles */
};

/* Finds edges and cycles as the world stands. With a task: the edges that can
 * be reached from it, and a cycle that it is part of, if there is one. With 0:
 * all edges, and cycles that have no task in common. What was in waits before
 * is forgotten. Returns 0 or UV_ENOMEM (then there is nothing to free). */
int waits_find(struct waits *waits, const struct world *world, uint32_t task);
void waits_fini(struct waits *waits);

/* Writes "stat -> m -> cons -> n -> stat". */
void waits_print_cycle(struct buffer *out, const struct world *world,
                       const struct waits *waits, size_t cycle);

/* Whether a name has the kind in it: "lock-1", of a lock without a name. */
bool waits_names_kind(const char *name, const char *kind);
/* Writes "lock m", or "lock-1" alone. */
void waits_thing(struct buffer *out, const char *kind, const char *name);

/* What a parked task waits for, in words: "lock m, held by cons", "queue q,
 * empty", "sleeps until 50 ms". Nothing for a task that is not parked. */
void waits_reason(struct buffer *out, const struct world *world, uint32_t task);

/* How long at most, where the wait has a deadline and is no sleep: ", until
 * 50 ms". */
void waits_until(struct buffer *out, const struct world *world, uint32_t task);

/* Its place, from 1, among the n in the same line; false where it is in none.
 */
bool waits_place(const struct world *world, uint32_t task, size_t *place,
                 size_t *n);

/* Who or what can wake it, in words: "cons, by releasing m", "whoever puts an
 * item into q", "the clock, at 50 ms". Nothing for one that is not parked. */
void waits_waker(struct buffer *out, const struct world *world, uint32_t task);

/* Both: "lock m, held by cons -> cons, by releasing m"; the reason alone where
 * that tells all, as of a sleep that no timeout cuts short. */
void waits_both(struct buffer *out, const struct world *world, uint32_t task);
bool waits_reason_tells_all(const struct world *world,
                            const struct world_task *task);

/* When time will wake a parked task at the latest: at its own deadline, or at
 * that of a timeout around it that has not struck yet; BT_NEVER where there is
 * none. */
uint64_t waits_deadline(const struct world *world,
                        const struct world_task *task);

/* The tasks whose ends a parked one waits for (gather, wait, ...). */
struct waits_list {
  size_t n, live;          /* how many there are, and have not ended */
  bool first, first_error; /* one must end, or fail; else all must end */
  bool over;               /* enough have ended: the loop will wake it */
};
struct waits_list waits_list(const struct world *world,
                             const struct world_task *task);

/* The loop has said that nothing can wake anybody any more, and nobody was
 * woken since. */
bool waits_stuck(const struct world *world);

#endif
