/* SPDX-License-Identifier: MIT-0 */
/* All tasks, a line each. */
#include <stdio.h>
#include <string.h>

#include "../world/utf8.h"
#include "../world/waits.h"
#include "line.h"
#include "text.h"
#include "words.h"

enum { WIDEST_LABEL = 24 };

static size_t width_of(const char *text) {
  size_t n = strlen(text), width = 0;

  for (size_t i = 0; i < n; width++) {
    size_t length = utf8_length(text + i, n - i);

    i += length ? length : 1;
  }
  return width;
}

static void pad(struct buffer *out, size_t width, size_t to) {
  for (; width < to; width++)
    buffer_puts(out, " ");
}

/* ---- All tasks -------------------------------------------------------- */

/* mark is ">" for the running task, its place for a ready one. */
static void list_task(struct buffer *out, const struct world *world,
                      uint32_t id, const char *mark, size_t width) {
  struct buffer line = {0};
  struct world_task task;
  const char *state;

  if (!world_task(world, id, &task))
    return;
  state = world_state_name(task.state);
  buffer_printf(&line, "%4s  %s", mark, task.label);
  pad(&line, width_of(task.label), width + 2);
  if (task.state >= WORLD_OK) {
    words_outcome(&line, &task);
    line_add(out, &line);
    return;
  }
  buffer_printf(&line, task.state == WORLD_RUNNING ? "%s" : "%-9s", state);
  if (task.state == WORLD_READY)
    words_woken(&line, world, &task);
  else if (task.state == WORLD_PARKED)
    waits_both(&line, world, id);
  words_held(&line, world, id, "; holds ");
  if (task.at)
    buffer_printf(&line, " (%s)", task.at);
  line_add(out, &line);
}

static size_t widest(const struct world *world) {
  size_t width = 4;

  for (uint32_t id = 0; (id = world_next_task(world, id)) != 0;) {
    size_t n = width_of(log_label(world_log(world), id));

    if (n > width)
      width = n;
  }
  return width < WIDEST_LABEL ? width : WIDEST_LABEL;
}

static void list_state(struct buffer *out, const struct world *world,
                       bool ended, size_t width) {
  uint32_t id = 0;
  struct world_task task;

  while ((id = ended ? world_next_task(world, id)
                     : world_next_live(world, id)) != 0)
    if (world_task(world, id, &task) &&
        (ended ? task.state >= WORLD_OK : task.state == WORLD_PARKED))
      list_task(out, world, id, "-", width);
}

void text_tasks(struct buffer *out, const struct world *world) {
  size_t width = widest(world), place = 0;
  char mark[24];

  if (world_n_tasks(world) == 0)
    buffer_puts(out, "no task was spawned yet\n");
  if (world_running(world))
    list_task(out, world, world_running(world), ">", width);
  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0;) {
    snprintf(mark, sizeof mark, "%zu", ++place);
    list_task(out, world, id, mark, width);
  }
  list_state(out, world, false, width);
  list_state(out, world, true, width);
}
