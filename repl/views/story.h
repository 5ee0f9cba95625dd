/* SPDX-License-Identifier: MIT-0 */
/* story: events of one step as the parts of a sentence.
 *
 * Parts of one sort that follow each other become one: "spawned a, b and c".
 */
#ifndef REPL_STORY_H
#define REPL_STORY_H

#include "../world/buffer.h"
#include "../world/world.h"

enum story_part {
  STORY_NONE,
  STORY_SPAWNED,
  STORY_WOKE,
  STORY_CANCELLED,
  STORY_READY,
  STORY_STRUCK, /* cancelled while no task ran */
  STORY_CALLED,
  STORY_CHANGED, /* an object, in the same way each time */
  STORY_PRINTED
};

#define STORY_NAMES 6 /* of more tasks in a row, the number is said */

struct story {
  struct buffer *out;
  const struct world *world; /* just before the event that is told */
  uint32_t task;             /* who runs; 0 once it has parked or ended */
  bool begun;                /* something was said: a comma comes first */
  bool loop;                 /* what is said now is the loop's doing */
  /* What is collected and not yet said. */
  enum story_part part;
  uint32_t names[STORY_NAMES];
  size_t n;
  const char *detail; /* via of a cancel, what of a call or of a change */
  struct buffer printed;
  const char *kind, *name; /* of the object that changed */
  uint32_t object;
  char count[48]; /* what it came to: " (1 of 2)" */
};

/* Tells one event; nothing, where it says nothing to a reader. */
void story_event(struct story *story, const struct log_entry *entry);
/* Says what is still collected. */
void story_flush(struct story *story);
/* Begins the next part of the sentence. */
void story_next(struct story *story);

/* How the turn of the task ends. The world stands behind that event. Returns 0,
 * or UV_ENOMEM: then a cycle that it closes is not named. */
int story_park(struct story *story, const struct bt_trace_event *event);
void story_end(struct story *story, const struct bt_trace_event *event);

/* What a callback of the loop comes to, where the task it ran for waits on: a
 * cycle may be all that is left for it. The world stands behind that event, of
 * which story_event has told. Returns as story_park. */
int story_call(struct story *story, const struct bt_trace_event *event);

/* How an object changed, as a part: "took lock m". Writes nothing where it is
 * of no interest. */
void story_object(struct story *story, const struct log_entry *entry);

#endif
