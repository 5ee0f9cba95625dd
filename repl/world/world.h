/* SPDX-License-Identifier: MIT-0 */
/* world: the state of a program after any of its events.
 *
 * A cursor over a log. world_go moves it forwards and backwards; the other
 * functions say how things stood then: who runs, who is ready in which order,
 * who waits for what, which objects and scopes there are.
 *
 *     struct world *world = world_open(log);
 *     rc = world_go_step(world, 12);
 *     for (id = 0; (id = world_next_live(world, id)) != 0;)
 *       world_task(world, id, &task);
 *
 * Units   microseconds.
 * Errors  0 or a negative libuv code.
 * Owns    its snapshots; the log is the caller's and must outlive the world.
 *         Strings it gives live as long as the log.
 * Threads one at a time. Two worlds may look at one log.
 *
 * It believes no event: one that speaks of unknown tasks or comes at the
 * wrong time changes what it can and never stops the world.
 */
#ifndef REPL_WORLD_H
#define REPL_WORLD_H

#include <stdbool.h>

#include "log.h"

struct world;

/* Makes a world before the first event; NULL when out of memory. */
struct world *world_open(const struct log *log);
void world_close(struct world *world); /* NULL does nothing */

/* ---- Moving ----------------------------------------------------------- */

/* Moves to where n events have happened (0 to log_size). Returns 0; UV_EINVAL
 * when the log has fewer; UV_ENOMEM: then it is somewhere on the way, as
 * world_events says, and complete there. */
int world_go(struct world *world, uint64_t n);
/* Moves to the end of a step; as world_go. */
int world_go_step(struct world *world, uint64_t step);

uint64_t world_events(const struct world *world); /* how many happened */
uint64_t world_step(const struct world *world);   /* step of the last one */
uint64_t world_now(const struct world *world);    /* the clock */
const struct log *world_log(const struct world *world);

/* ---- Tasks ------------------------------------------------------------ */

enum world_state {
  WORLD_READY,
  WORLD_RUNNING,
  WORLD_PARKED,
  WORLD_OK, /* this and what follows: ended */
  WORLD_ERROR,
  WORLD_CANCELLED
};

struct world_task {
  uint32_t id;
  uint32_t parent;   /* who spawned it; 0 for main */
  uint32_t scope;    /* the group it belongs to, or 0 */
  uint32_t inner;    /* the scope that it opened last, and not closed, or 0 */
  unsigned cancels;  /* requests that were not taken back */
  const char *name;  /* as spawned */
  const char *label; /* tells tasks of one name apart: "fetch#2" */
  enum world_state state;
  uint64_t since; /* the event that brought this state ... */
  uint64_t step;  /* ... and its step */
  const char *at; /* where it is in its source, or NULL */
  /* Parked: for what. As in the park event; NULL, 0, BT_NEVER otherwise. */
  const char *on, *why;
  uint32_t on_id;
  uint64_t until;
  struct bt_ids others; /* whose ends it waits for; some may have ended */
  /* Parked or ready, where the trace tells: the scopes that its wait is in, as
   * world_scope_around has them; list NULL where it does not tell. */
  struct bt_ids scopes;
  /* Who made it ready last (0: the loop), and why. NULL: nobody did. */
  uint32_t woken_by;
  const char *woken_why;
  /* Woken by a cancel: how, as in the cancel event, and for which scope. NULL
   * and 0 where it was none. */
  const char *woken_via;
  uint32_t woken_scope;
  /* Ended: the result or the error as short text, or NULL. */
  const char *value, *error;
};

/* Where a task is, "file:line", or NULL: quicker than all that is known. */
const char *world_place(const struct world *world, uint32_t id);
/* Describes a task, ended ones too; false for one that is not there (yet). */
bool world_task(const struct world *world, uint32_t id,
                struct world_task *task);

/* The task after id, 0 after the last one; 0 begins: all that were spawned,
 * the live ones, in order of spawning, ... */
uint32_t world_next_task(const struct world *world, uint32_t id);
uint32_t world_next_live(const struct world *world, uint32_t id);
/* ... and the ready ones in the order of the queue. */
uint32_t world_next_ready(const struct world *world, uint32_t id);

size_t world_n_tasks(const struct world *world);
size_t world_n_live(const struct world *world);
size_t world_n_ready(const struct world *world);
uint32_t world_running(const struct world *world); /* 0: none */

/* "ready", "running", "parked", "ended", "failed", "cancelled". */
const char *world_state_name(enum world_state state);

/* ---- Objects ---------------------------------------------------------- */

struct world_object {
  uint32_t id;
  const char *kind, *name; /* "lock", "m"; never NULL */
  uint64_t since;          /* the event that last changed it */
  size_t n_fields;
  /* Lists in them are valid until the next log_append. */
  struct bt_field fields[LOG_FIELDS];
};

bool world_object(const struct world *world, uint32_t id,
                  struct world_object *object);
/* The object after id in order of their making; 0 begins and ends. */
uint32_t world_next_object(const struct world *world, uint32_t id);
/* The field of that name, or NULL. */
const struct bt_field *world_field(const struct world_object *object,
                                   const char *name);
/* The task that holds it, as its field "holder" says, or 0. */
uint32_t world_holder(const struct world_object *object);
/* The next object after id whose holder is task; 0 begins and ends. */
uint32_t world_next_held(const struct world *world, uint32_t task, uint32_t id);

/* ---- Scopes ----------------------------------------------------------- */

struct world_scope {
  uint32_t id;
  uint32_t task;           /* whose it is */
  uint32_t outer;          /* the scope around it in the same task, or 0 */
  uint32_t live;           /* tasks that belong to it and have not ended */
  const char *kind, *name; /* never NULL */
  uint64_t until;          /* its deadline, or BT_NEVER */
  bool struck;             /* the deadline has come */
};

/* Describes an open scope; false for one that is closed. */
bool world_scope(const struct world *world, uint32_t id,
                 struct world_scope *scope);
/* Describes the i-th of the scopes that a task is in, from 0, the innermost;
 * false where there is none. */
bool world_scope_around(const struct world *world,
                        const struct world_task *task, size_t i,
                        struct world_scope *scope);
/* The open scope after id in order of opening; 0 begins and ends. */
uint32_t world_next_scope(const struct world *world, uint32_t id);

/* ---- What was said ---------------------------------------------------- */

/* How many out (warn) events happened: log_out and log_warn have them. */
uint64_t world_outs(const struct world *world);
uint64_t world_warns(const struct world *world);
uint64_t world_last_choice(const struct world *world); /* event or LOG_NONE */
uint64_t world_exit(const struct world *world);        /* event or LOG_NONE */

#endif
