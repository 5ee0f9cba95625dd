/* SPDX-License-Identifier: MIT-0 */
#include "perfetto.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"

enum { STEP_US = 1000, BY_STEP = 1, BY_CLOCK = 2 };

/* What a task is doing, and since when, on both axes. */
struct doing {
  const char *what; /* "running", "ready", "lock m"; NULL: nothing yet */
  uint64_t park;    /* the event with whom it waits for; LOG_NONE: nobody */
  uint64_t step_us, clock_us;
};

struct writer {
  struct buffer *out;
  const struct log *log;
  struct doing *tasks; /* by number */
  size_t n;
  bool begun;
  int rc;
};

/* Adds one event, and takes it over. */
static void add(struct writer *w, json_t *event) {
  char *text = event ? json_dumps(event, JSON_COMPACT) : NULL;

  if (text) {
    buffer_puts(w->out, w->begun ? ",\n" : "\n");
    buffer_puts(w->out, text);
    w->begun = true;
  } else {
    w->rc = UV_ENOMEM;
  }
  free(text);
  json_decref(event);
}

static void add_name(struct writer *w, int pid, uint32_t tid, const char *what,
                     const char *name) {
  add(w, json_pack("{s:s, s:s, s:i, s:I, s:{s:s%}}", "ph", "M", "name", what,
                   "pid", pid, "tid", (json_int_t)tid, "args", "name", name,
                   strlen(name)));
}

/* The tasks whose ends are waited for, by name; NULL where there are none. */
static json_t *names_of(struct writer *w, uint64_t park) {
  json_t *names = park == LOG_NONE ? NULL : json_array();
  struct log_entry entry;

  if (!names)
    return NULL;
  log_get(w->log, park, &entry);
  for (size_t i = 0; i < entry.event.u.park.tasks.n; i++)
    if (json_array_append_new(
            names, json_string(log_label(
                       w->log, entry.event.u.park.tasks.list[i]))) < 0)
      w->rc = UV_ENOMEM;
  return names;
}

static void add_slice(struct writer *w, int pid, uint32_t tid,
                      const struct doing *d, uint64_t from, uint64_t to) {
  if (to > from)
    add(w, json_pack("{s:s, s:s%, s:i, s:I, s:I, s:I, s:{s:o*}}", "ph", "X",
                     "name", d->what, strlen(d->what), "pid", pid, "tid",
                     (json_int_t)tid, "ts", (json_int_t)from, "dur",
                     (json_int_t)(to - from), "args", "waits for",
                     names_of(w, d->park)));
}

/* One end of an arrow: "s" where it starts, "f" where it arrives. */
static void add_arrow(struct writer *w, const char *end, uint32_t tid,
                      uint64_t at, uint64_t id) {
  add(w,
      json_pack("{s:s, s:s, s:s, s:I, s:i, s:I, s:I, s:s}", "ph", end, "name",
                "wakes", "cat", "wake", "id", (json_int_t)id, "pid", BY_STEP,
                "tid", (json_int_t)tid, "ts", (json_int_t)at, "bp", "e"));
}

/* The end of what a task did until now, and the beginning of what comes. */
static void change(struct writer *w, uint32_t task, const char *what,
                   uint64_t step_us, uint64_t clock_us) {
  struct doing *d;

  if (task >= w->n)
    return;
  d = &w->tasks[task];
  if (d->what) {
    add_slice(w, BY_STEP, task, d, d->step_us, step_us);
    add_slice(w, BY_CLOCK, task, d, d->clock_us, clock_us);
  }
  *d = (struct doing){what, LOG_NONE, step_us, clock_us};
}

static void add_event(struct writer *w, uint64_t k) {
  struct log_entry entry;
  const struct bt_trace_event *e = &entry.event;
  uint64_t step = log_step_of(w->log, k) * STEP_US;

  log_get(w->log, k, &entry);
  switch (e->ev) {
  case BT_EV_SPAWN:
    add_name(w, BY_STEP, e->u.spawn.id, "thread_name", e->u.spawn.name);
    add_name(w, BY_CLOCK, e->u.spawn.id, "thread_name", e->u.spawn.name);
    break;
  case BT_EV_READY:
    change(w, e->task, "ready", step + STEP_US, e->t);
    if (e->u.ready.by && e->u.ready.by != e->task) {
      add_arrow(w, "s", e->u.ready.by, step + STEP_US / 2, k);
      add_arrow(w, "f", e->task, step + STEP_US, k);
    }
    break;
  case BT_EV_RUN:
    change(w, e->task, "running", step, e->t);
    break;
  case BT_EV_PARK:
    change(w, e->task, e->u.park.on, step + STEP_US, e->t);
    if (e->u.park.tasks.n && e->task < w->n)
      w->tasks[e->task].park = k;
    break;
  case BT_EV_END:
    change(w, e->task, NULL, step + STEP_US, e->t);
    break;
  default:
    break;
  }
}

/* The largest number of a task, and one. */
static size_t count_tasks(const struct log *log) {
  struct log_entry entry;
  size_t n = 1;

  for (uint64_t k = 0; k < log_size(log); k++)
    if (log_ev(log, k) == BT_EV_SPAWN) {
      log_get(log, k, &entry);
      if (entry.event.u.spawn.id >= n)
        n = (size_t)entry.event.u.spawn.id + 1;
    }
  return n;
}

int perfetto_write(struct buffer *out, const struct log *log) {
  struct writer w = {.out = out, .log = log, .n = count_tasks(log)};

  w.tasks = calloc(w.n, sizeof *w.tasks);
  if (!w.tasks)
    return UV_ENOMEM;
  buffer_puts(out, "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
  add_name(&w, BY_STEP, 0, "process_name", "by steps (1 ms each)");
  add_name(&w, BY_CLOCK, 0, "process_name", "by the program's clock");
  for (uint64_t k = 0; k < log_size(log) && w.rc == 0; k++)
    add_event(&w, k);
  buffer_puts(out, "\n]}\n");
  free(w.tasks);
  return w.rc < 0 ? w.rc : out->error;
}
