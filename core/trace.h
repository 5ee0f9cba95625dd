/* SPDX-License-Identifier: MIT-0 */
/* trace: what a running program does, as a stream of events.
 *
 * Every decision of the loop becomes one struct bt_trace_event, handed to the
 * tracer named in struct bt_options. Screens, checks and files read this
 * stream and nothing else, so a saved trace shows what the live program
 * showed.
 *
 * Copy    core/ as it is.
 * Units   t, to and until are microseconds since the program began; written
 *         as JSON they are milliseconds with at most three decimals.
 * Errors  UV_ENOMEM, from the two functions that write JSON.
 * Owns    nothing: every pointer in an event is valid during the call only.
 * Threads the loop's thread only. A tracer must not call back into the loop.
 * Source  schema version 1; names and meanings are fixed, fields are added.
 */
#ifndef BT_TRACE_H
#define BT_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BT_TRACE_VERSION 1
#define BT_NEVER UINT64_MAX /* no deadline; null in JSON */

enum bt_ev {
  BT_EV_SPAWN,
  BT_EV_READY,
  BT_EV_CHOICE,
  BT_EV_RUN,
  BT_EV_CALL,
  BT_EV_PARK,
  BT_EV_CANCEL,
  BT_EV_UNCANCEL,
  BT_EV_END,
  BT_EV_OBJECT,
  BT_EV_SCOPE,
  BT_EV_TIME,
  BT_EV_OUT,
  BT_EV_INPUT,
  BT_EV_WARN,
  BT_EV_EXIT
};
#define BT_EV_COUNT (BT_EV_EXIT + 1)

/* One part of an object's state, such as holder, permits or waiters. */
struct bt_field {
  const char *name;
  enum bt_field_kind {
    BT_FIELD_INT,   /* number */
    BT_FIELD_BOOL,  /* number, 0 or 1 */
    BT_FIELD_TASK,  /* number: a task, 0 for none (null in JSON) */
    BT_FIELD_TASKS, /* list, n: tasks in the order of waiting */
    BT_FIELD_TEXT   /* text */
  } kind;
  int64_t number;
  const uint32_t *list;
  size_t n;
  const char *text; /* may be NULL (null in JSON) */
};

/* Numbers of tasks or scopes; list NULL: the event lacks this part. */
struct bt_ids {
  const uint32_t *list;
  size_t n;
};

struct bt_trace_event {
  uint64_t k;    /* number of the event, from 0 */
  uint64_t turn; /* entry taken from the ready queue, from 1; 0 before */
  uint64_t t;    /* microseconds */
  enum bt_ev ev;
  uint32_t task;  /* who acts; 0 is the loop itself */
  const char *at; /* "file:line" or NULL: spawn, park, object, warn */
  union {
    /* a task was made; followed by its ready. scope: its group, or 0 */
    struct {
      uint32_t id, parent, scope;
      const char *name;
    } spawn;
    /* why: spawn yield wake done deadline cancel io */
    struct {
      uint32_t by;
      const char *why;
    } ready;
    /* bt_choose had n >= 2 options and took one. why: task tie fault */
    struct {
      uint32_t n, took;
      const char *why;
    } choice;
    /* an entry of the loop ran on behalf of a task.
     * what: gather group wait as_completed shield timeout user */
    struct {
      const char *what;
      uint32_t for_task;
    } call;
    /* on: kind and name, "lock m"; why: "held", "empty", ... or NULL.
     * tasks: whose ends are waited for, each once, where on is gather, wait,
     * as_completed, shield or background; why says how many of them must have
     * ended: all, first (one of them), first error (one has failed, or all
     * have ended).
     * scopes: those that the wait is in, the innermost first, where a stream
     * is open: between its items, what its body has open is not the task's. */
    struct {
      const char *on, *why;
      uint32_t on_id;
      uint64_t until;
      struct bt_ids tasks, scopes;
    } park;
    /* via: call await gather group timeout shutdown; message may be NULL */
    struct {
      uint32_t target, by, scope;
      const char *via, *message;
    } cancel;
    struct {
      uint32_t left;
    } uncancel;
    /* how: ok error cancelled; value and error: short text or NULL */
    struct {
      const char *how, *value, *error;
    } end;
    /* n_fields 0 and gone true: the object is gone */
    struct {
      uint32_t id;
      const char *kind, *name;
      const struct bt_field *fields;
      size_t n_fields;
      bool gone;
    } object;
    /* what: open close; kind: group timeout shield cancel_scope stream;
     * until: the deadline, BT_NEVER where the scope has none */
    struct {
      uint32_t id;
      const char *kind, *name, *what;
      uint64_t until;
    } scope;
    struct {
      uint64_t to;
    } time;
    /* one write to standard output; need not be UTF-8 nor end in NUL */
    struct {
      const char *data;
      size_t n;
    } out;
    struct {
      const char *text;
    } input;
    struct {
      const char *rule, *text;
    } warn;
    /* why: "main ended", "error", "deadlock", "limit turns",
     * "limit memory", "limit time", "interrupted" */
    struct {
      int status;
      const char *why, *schedule;
    } exit;
  } u;
};

/* Receives every event, in order. Must not park and must not call the loop. */
typedef void bt_tracer(void *data, const struct bt_trace_event *event);

/* The name of an event as in the JSON, "spawn". */
const char *bt_ev_name(enum bt_ev ev);

/* A part of an event, beside k, turn, t, ev and task, which all of them have.
 * What writes, packs or reads events goes by these, so that no part is named
 * in two places. */
struct bt_part {
  const char *name; /* "id" */
  const char *key;  /* as JSON lines have it: ,"id": */
  size_t n_key;
  enum bt_part_kind {
    BT_PART_NUMBER, /* uint32_t */
    BT_PART_ID,     /* uint32_t; 0 is none (null in JSON) */
    BT_PART_STATUS, /* int */
    BT_PART_TIME,   /* uint64_t, microseconds */
    BT_PART_UNTIL,  /* the same, or BT_NEVER (null) */
    BT_PART_TEXT,   /* const char *, never NULL */
    BT_PART_NOTE,   /* const char *, or NULL (null) */
    BT_PART_STATE,  /* u.object's fields (null where it is gone) */
    BT_PART_IDS,    /* struct bt_ids (left out where the event lacks it) */
    BT_PART_OUTPUT  /* u.out ("bytes", as base64, where it is no UTF-8) */
  } kind;
  size_t offset; /* in struct bt_trace_event */
};
/* The parts of such an event in the order of its JSON; one without a name
 * follows the last. */
const struct bt_part *bt_ev_parts(enum bt_ev ev);

/* The header of a trace: its first line. */
struct bt_trace_head {
  const char *program; /* base name */
  const char *clock;   /* virtual real */
  const char *order;   /* first seed schedule person search */
  bool seeded;
  uint64_t seed; /* where seeded */
};

/* Writes JSON lines into a buffer that grows; zeroed, it is empty.
 * buf->data is NUL-ended and holds n bytes; the caller frees it with free.
 * Return 0 or UV_ENOMEM; after an error the buffer is as it was before. */
struct bt_buffer {
  char *data;
  size_t n, size;
};
int bt_json_head(struct bt_buffer *buf, const struct bt_trace_head *head);
int bt_json_event(struct bt_buffer *buf, const struct bt_trace_event *event);

#ifdef __cplusplus
}
#endif
#endif
