/* SPDX-License-Identifier: MIT-0 */
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "buffer.h"
#include "pack.h"
#include "strings.h"
#include "table.h"

struct list {
  uint32_t *items;
  size_t n, size;
};

/* What the log knows of a task. */
struct named {
  uint32_t label; /* number of a string */
};

struct log {
  struct bt_trace_head head;
  struct strings strings;
  struct table tasks; /* struct named */
  struct list words;  /* all events, packed */
  struct list places; /* of each event in words */
  struct list steps;  /* first event of each step but step 0 */
  struct list outs, warns;
  bool chosen; /* the last event chose the task to run */
};

/* ---- Open and close --------------------------------------------------- */

struct log *log_open(void) {
  struct log *log = calloc(1, sizeof *log);

  if (!log)
    return NULL;
  if (strings_init(&log->strings) < 0) {
    free(log);
    return NULL;
  }
  table_init(&log->tasks, sizeof(struct named));
  return log;
}

void log_close(struct log *log) {
  if (!log)
    return;
  strings_fini(&log->strings);
  table_fini(&log->tasks);
  free(log->words.items);
  free(log->places.items);
  free(log->steps.items);
  free(log->outs.items);
  free(log->warns.items);
  free(log);
}

/* Keeps text in the log; *kept is left alone when out of memory. */
static int keep(struct log *log, const char *text, const char **kept) {
  uint32_t number;
  int rc = strings_number(&log->strings, text, &number);

  if (rc == 0)
    *kept = strings_text(&log->strings, number);
  return rc;
}

int log_set_head(struct log *log, const struct bt_trace_head *head) {
  struct bt_trace_head copy = *head;
  int rc = keep(log, head->program, &copy.program);

  if (rc == 0)
    rc = keep(log, head->clock, &copy.clock);
  if (rc == 0)
    rc = keep(log, head->order, &copy.order);
  if (rc == 0)
    log->head = copy;
  return rc;
}

const struct bt_trace_head *log_head(const struct log *log) {
  return &log->head;
}

/* ---- Append ----------------------------------------------------------- */

/* Makes room for n more items. */
static int reserve(struct list *list, size_t n) {
  size_t size = list->size + list->size / 2 + n;
  uint32_t *items;

  if (list->size - list->n >= n)
    return 0;
  if (size > UINT32_MAX)
    return UV_E2BIG; /* places are numbers of 32 bits */
  items = realloc(list->items, size * sizeof *items);
  if (!items)
    return UV_ENOMEM;
  list->items = items;
  list->size = size;
  return 0;
}

static void push(struct list *list, uint64_t item) {
  list->items[list->n++] = (uint32_t)item;
}

/* The list in which events of this kind are entered, or NULL. */
static struct list *list_of(struct log *log, enum bt_ev ev) {
  return ev == BT_EV_RUN    ? &log->steps
         : ev == BT_EV_OUT  ? &log->outs
         : ev == BT_EV_WARN ? &log->warns
                            : NULL;
}

static int make_room(struct log *log, const struct bt_trace_event *e) {
  struct list *list = list_of(log, e->ev);
  int rc = reserve(&log->words, pack_words(e));

  if (rc == 0)
    rc = reserve(&log->places, 1);
  if (rc == 0 && list)
    rc = reserve(list, 1);
  return rc;
}

/* Writes the name of a new task into label, NAME#2 for the second of it. */
static int label_of(struct log *log, const struct bt_trace_event *e,
                    uint32_t *label) {
  struct buffer text = {0};
  uint32_t name, uses;
  int rc = strings_number(&log->strings, e->u.spawn.name, &name);

  if (rc < 0)
    return rc;
  uses = ++log->strings.items[name].uses;
  if (name && uses == 1) {
    *label = name;
    return 0;
  }
  if (name)
    buffer_printf(&text, "%s#%u", e->u.spawn.name, uses);
  else
    buffer_printf(&text, "task %u", e->u.spawn.id);
  rc = text.error;
  if (rc == 0)
    rc = strings_number(&log->strings, buffer_text(&text), label);
  buffer_fini(&text);
  if (rc < 0)
    log->strings.items[name].uses--;
  return rc;
}

static int name_task(struct log *log, const struct bt_trace_event *e) {
  struct named *task = table_edit(&log->tasks, e->u.spawn.id);

  if (!task)
    return UV_ENOMEM;
  return task->label ? 0 : label_of(log, e, &task->label);
}

static bool chooses_task(const struct bt_trace_event *e) {
  return e->ev == BT_EV_CHOICE && e->u.choice.why &&
         strcmp(e->u.choice.why, "task") == 0;
}

/* Enters a packed event of n words; cannot fail any more. */
static void enter(struct log *log, const struct bt_trace_event *e, size_t n) {
  struct list *list = list_of(log, e->ev);
  uint64_t k = log->places.n;

  if (list)
    push(list, e->ev == BT_EV_RUN && log->chosen ? k - 1 : k);
  push(&log->places, log->words.n);
  log->words.n += n;
  log->chosen = chooses_task(e);
}

int log_append(struct log *log, const struct bt_trace_event *e) {
  size_t n = 0;
  int rc;

  if ((unsigned)e->ev >= BT_EV_COUNT)
    return UV_EINVAL;
  if (e->ev == BT_EV_OBJECT && e->u.object.n_fields > LOG_FIELDS)
    return UV_E2BIG;
  rc = make_room(log, e);
  if (rc == 0)
    rc = pack_event(log->words.items + log->words.n, &log->strings, e, &n);
  if (rc == 0 && e->ev == BT_EV_SPAWN)
    rc = name_task(log, e);
  if (rc == 0)
    enter(log, e, n);
  return rc;
}

/* ---- Reading ---------------------------------------------------------- */

uint64_t log_size(const struct log *log) { return log->places.n; }

void log_get(const struct log *log, uint64_t k, struct log_entry *entry) {
  entry->event.k = k;
  unpack_event(log->words.items + log->places.items[k], &log->strings, entry);
}

enum bt_ev log_ev(const struct log *log, uint64_t k) {
  return pack_ev(log->words.items + log->places.items[k]);
}

uint64_t log_steps(const struct log *log) { return log->steps.n; }

/* The first event of a step, or the end of the log. */
static uint64_t start_of(const struct log *log, uint64_t step) {
  if (step == 0)
    return 0;
  return step <= log->steps.n ? log->steps.items[step - 1] : log->places.n;
}

void log_step(const struct log *log, uint64_t step, uint64_t *first,
              uint64_t *end) {
  *first = start_of(log, step);
  *end = step < log->steps.n ? start_of(log, step + 1) : log->places.n;
}

uint64_t log_step_of(const struct log *log, uint64_t k) {
  size_t low = 0, high = log->steps.n; /* steps that begin at k or before */

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (log->steps.items[middle] <= k)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint64_t log_out(const struct log *log, uint64_t i) {
  return i < log->outs.n ? log->outs.items[i] : LOG_NONE;
}

uint64_t log_warn(const struct log *log, uint64_t i) {
  return i < log->warns.n ? log->warns.items[i] : LOG_NONE;
}

const char *log_label(const struct log *log, uint32_t id) {
  const struct named *task = table_get(&log->tasks, id);

  if (id == 0)
    return "the loop";
  if (!task || task->label == 0)
    return "an unknown task";
  return strings_text(&log->strings, task->label);
}

/* A number written in digits alone; 0 for what is none. */
static uint32_t number_in(const char *text) {
  uint64_t number = 0;

  if (!*text)
    return 0;
  for (; *text; text++) {
    if (*text < '0' || *text > '9' || number > UINT32_MAX)
      return 0;
    number = number * 10 + (uint64_t)(*text - '0');
  }
  return number <= UINT32_MAX ? (uint32_t)number : 0;
}

uint32_t log_find(const struct log *log, const char *label) {
  const struct named *task;
  uint32_t id = 0;

  while ((id = table_next(&log->tasks, id)) != 0)
    if (strcmp(log_label(log, id), label) == 0)
      return id;
  id = number_in(label);
  task = id ? table_get(&log->tasks, id) : NULL;
  return task && task->label ? id : 0;
}
