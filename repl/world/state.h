/* SPDX-License-Identifier: MIT-0 */
/* state: what the world keeps at one moment, small enough to keep often.
 *
 * A record has numbers only. Everything that an event said is looked up in
 * the log again, by the number of that event.
 */
#ifndef REPL_STATE_H
#define REPL_STATE_H

#include "table.h"
#include "world.h"

enum state_chain { CHAIN_LIVE, CHAIN_READY, CHAINS };

/* Tasks in a row, linked by their numbers; 0 ends it. */
struct state_ends {
  uint32_t first, last;
  uint32_t n;
};

struct state_task {
  uint32_t id; /* 0: not there */
  uint32_t scope, inner;
  uint32_t cancels;
  uint32_t state;   /* enum world_state */
  uint32_t spawned; /* events: its spawn, ... */
  uint32_t since;   /* ... what brought its state, ... */
  uint32_t woken;   /* ... its last ready, plus 1; 0: none, ... */
  uint32_t place;   /* ... the last that told its place, plus 1, ... */
  uint32_t parked;  /* ... its last park, plus 1, if that told its scopes */
  struct {
    uint32_t next, prev;
  } link[CHAINS];
};

struct state_object {
  uint32_t id;
  uint32_t since; /* its last object event */
};

struct state_scope {
  uint32_t id;
  uint32_t task, outer, live;
  uint32_t since; /* its last scope event */
  bool struck;    /* its deadline has cancelled somebody */
  bool presses;   /* a cancel scope: it makes no request of its own task */
};

struct state {
  uint64_t events; /* that have happened */
  uint64_t now;
  uint64_t outs, warns;
  uint64_t choice, exit; /* events or LOG_NONE */
  uint32_t running;
  int error; /* UV_ENOMEM: good for nothing any more */
  uint32_t n_tasks;
  struct state_ends ends[CHAINS];
  struct table tasks, objects, scopes;
};

void state_init(struct state *state);
void state_fini(struct state *state);
/* Makes copy, which holds nothing yet, the same; allocates nothing. */
void state_copy(struct state *copy, const struct state *state);

/* Applies the next event. Returns 0, or UV_ENOMEM: then the event is half
 * done and the state is good for state_fini only. */
int state_apply(struct state *state, const struct bt_trace_event *event);

/* Where the world stands (world.c). */
const struct state *world_state(const struct world *world);

static inline const struct state_task *state_task(const struct state *state,
                                                  uint32_t id) {
  const struct state_task *task = table_get(&state->tasks, id);

  return task && task->id ? task : NULL;
}

static inline bool state_ended(const struct state_task *task) {
  return task->state >= WORLD_OK;
}

#endif
