/* SPDX-License-Identifier: MIT-0 */
/* Events of the loop, stamped and handed to the tracer. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

uint32_t bt_acting(const struct bt_loop *loop) {
  return loop->running ? loop->running->id : 0;
}

void bt_emit(struct bt_loop *loop, uint32_t task, struct bt_trace_event *e) {
  if (!loop->options.trace)
    return;
  e->k = loop->events++;
  e->turn = loop->turn;
  e->t = loop->now;
  e->task = task;
  loop->options.trace(loop->options.data, e);
}

const char *bt_locate(struct bt_loop *loop, struct bt_task *t) {
  const char *slash;

  if (loop->options.locate)
    return loop->options.locate(loop->options.data, t);
  if (!t->file)
    return NULL;
  slash = strrchr(t->file, '/');
  snprintf(loop->place, sizeof loop->place, "%s:%d",
           slash ? slash + 1 : t->file, t->line);
  return loop->place;
}

void bt_emit_out(const char *data, size_t n) {
  struct bt_loop *loop = bt_loop_here;
  struct bt_trace_event e = {.ev = BT_EV_OUT};

  if (!loop || !bt_traced(loop))
    return;
  e.u.out.data = data;
  e.u.out.n = n;
  bt_emit(loop, bt_acting(loop), &e);
}

void bt_emit_input(const char *text) {
  struct bt_loop *loop = bt_loop_here;
  struct bt_trace_event e = {.ev = BT_EV_INPUT};

  if (!loop || !bt_traced(loop))
    return;
  e.u.input.text = text;
  bt_emit(loop, bt_acting(loop), &e);
}

void bt_loop_exit(struct bt_loop *loop, int status, const char *why) {
  struct bt_trace_event e = {.ev = BT_EV_EXIT};

  e.u.exit.status = status;
  e.u.exit.why = why;
  e.u.exit.schedule = bt_loop_schedule(loop);
  bt_emit(loop, 0, &e);
}
