/* SPDX-License-Identifier: MIT-0 */
#include "marks.h"

#include <string.h>

/* By the first word of what a task is parked on. */
static const struct {
  const char *kind;
  struct mark mark;
} parked[] = {
    {"timer", {'s', "SLEEP", STYLE_SLEEP}},
    {"queue", {'q', "QUEUE", STYLE_SLEEP}},
    {"channel", {'c', "CHAN", STYLE_SLEEP}},
    {"select", {'c', "SELECT", STYLE_SLEEP}},
    {"lock", {'x', "LOCK", STYLE_LOCK}},
    {"semaphore", {'p', "SEMA", STYLE_LOCK}},
    {"condition", {'n', "COND", STYLE_LOCK}},
    {"event", {'e', "EVENT", STYLE_LOCK}},
    {"barrier", {'b', "BARR", STYLE_LOCK}},
    {"pool", {'o', "POOL", STYLE_LOCK}},
    {"rate_limit", {'r', "RATE", STYLE_SLEEP}},
    {"task", {'&', "JOIN", STYLE_PLAIN}},
    {"group", {'&', "JOIN", STYLE_PLAIN}},
    {"gather", {'&', "JOIN", STYLE_PLAIN}},
    {"wait", {'&', "JOIN", STYLE_PLAIN}},
    {"as_completed", {'&', "JOIN", STYLE_PLAIN}},
    {"shield", {'&', "JOIN", STYLE_PLAIN}},
    {"background", {'&', "JOIN", STYLE_PLAIN}},
    {"io", {'i', "IO", STYLE_SLEEP}},
    {"offload", {'i', "WORK", STYLE_SLEEP}},
};

static struct mark parked_mark(const char *on) {
  size_t n = on ? strcspn(on, " ") : 0;

  for (size_t i = 0; i < sizeof parked / sizeof parked[0]; i++)
    if (strlen(parked[i].kind) == n && memcmp(parked[i].kind, on, n) == 0)
      return parked[i].mark;
  return (struct mark){'w', "WAIT", STYLE_PLAIN};
}

struct mark mark_of(const struct world_task *task) {
  switch (task->state) {
  case WORLD_READY:
    return (struct mark){'=', "READY", STYLE_READY};
  case WORLD_RUNNING:
    return (struct mark){'>', "RUN", STYLE_RUN};
  case WORLD_PARKED:
    return parked_mark(task->on);
  case WORLD_OK:
    return (struct mark){'.', "DONE", STYLE_DIM};
  case WORLD_ERROR:
    return (struct mark){'!', "FAIL", STYLE_ERROR};
  case WORLD_CANCELLED:
    return (struct mark){'~', "GONE", STYLE_DIM};
  }
  return (struct mark){'?', "?", STYLE_PLAIN};
}

uint32_t mark_ran(const struct world *world) {
  const struct log *log = world_log(world);
  uint64_t first, end;
  struct log_entry entry;

  log_step(log, world_step(world), &first, &end);
  if (end > world_events(world))
    end = world_events(world);
  for (; first < end; first++)
    if (log_ev(log, first) == BT_EV_RUN) {
      log_get(log, first, &entry);
      return entry.event.task;
    }
  return 0;
}
