/* SPDX-License-Identifier: MIT-0 */
/* event_json: an event from one line of a trace. */
#ifndef REPL_EVENT_JSON_H
#define REPL_EVENT_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "buffer.h"
#include "log.h"

/* Zeroed before, and given to event_json_fini after. */
struct event_json {
  struct log_entry entry; /* its strings are those of the line */
  bool unknown;           /* ev is none of this version */
  struct buffer what;     /* what is wrong, in words */
  uint32_t *lists;        /* memory of lists of numbers ... */
  size_t n_lists;         /* ... and how many of them are in use */
  char *bytes;            /* memory of output that is no text */
};

/* Takes the event out of line, which must outlive event. Returns 0; UV_EINVAL
 * with event->what for a line that is no event; UV_ENOMEM. */
int event_json_take(struct event_json *event, const json_t *line);
void event_json_fini(struct event_json *event);

#endif
