/* SPDX-License-Identifier: MIT-0 */
/* log: the events of one program, kept in memory.
 *
 * Filled by a tracer while the program runs, or from a file (reader.h); read
 * by the world (world.h). Events are packed to about 40 bytes each, equal
 * strings are kept once.
 *
 * Units   microseconds, as in trace.h.
 * Errors  0 or a negative libuv code; after an error the log is as it was.
 * Owns    copies of all it is given.
 * Threads one at a time.
 *
 * Steps. A step is one run of a task: from its run event (or the choice that
 * led to it) up to the next one. So what the loop does on its own after a
 * task has parked (callbacks, a jump of the clock, timers that wake others)
 * belongs to the step before it. Step 0 is what comes before the first run.
 */
#ifndef REPL_LOG_H
#define REPL_LOG_H

#include "trace.h"

struct log;

#define LOG_NONE UINT64_MAX /* no such event */
#define LOG_FIELDS 16       /* an object's state has at most so many */

/* An event taken from the log. Strings live as long as the log; the rest is
 * valid until the next log_append. */
struct log_entry {
  struct bt_trace_event event;
  struct bt_field fields[LOG_FIELDS]; /* event.u.object.fields is here */
};

/* Makes an empty log; NULL when out of memory. */
struct log *log_open(void);
/* Frees it, and every string it gave out. log_close(NULL) does nothing. */
void log_close(struct log *log);

/* Keeps what the first line of a trace says. Returns 0 or UV_ENOMEM. */
int log_set_head(struct log *log, const struct bt_trace_head *head);
/* What was kept; clock and order are NULL where nothing was. */
const struct bt_trace_head *log_head(const struct log *log);

/* Adds a copy of event to the end; its k becomes log_size(log). Returns 0;
 * UV_ENOMEM; UV_E2BIG when an object has more than LOG_FIELDS fields or the
 * log has 16 GB; UV_EINVAL when event->ev is none of enum bt_ev. */
int log_append(struct log *log, const struct bt_trace_event *event);

/* Number of events. */
uint64_t log_size(const struct log *log);
/* Takes event k, which must be below log_size, out of the log into entry. */
void log_get(const struct log *log, uint64_t k, struct log_entry *entry);
/* The kind of event k alone, faster. */
enum bt_ev log_ev(const struct log *log, uint64_t k);

/* ---- Steps ------------------------------------------------------------ */

/* The number of the last step: 0 before anything ran. */
uint64_t log_steps(const struct log *log);
/* Its events are first to end - 1. Steps after the last are empty. */
void log_step(const struct log *log, uint64_t step, uint64_t *first,
              uint64_t *end);
/* The step that event k belongs to. */
uint64_t log_step_of(const struct log *log, uint64_t k);

/* ---- Events that are looked for often --------------------------------- */

/* The number of the i-th out (warn) event, from 0, or LOG_NONE. */
uint64_t log_out(const struct log *log, uint64_t i);
uint64_t log_warn(const struct log *log, uint64_t i);

/* What a person calls a task that was spawned: its name, or NAME#2 when it is
 * the second of that name. "an unknown task" where it is not in the log,
 * "the loop" for 0. Never NULL. */
const char *log_label(const struct log *log, uint32_t task);
/* The task a person means by a label or a number ("fetch#2", "3"), or 0. */
uint32_t log_find(const struct log *log, const char *label);

#endif
