/* SPDX-License-Identifier: MIT-0 */
/* Steps and the end of a program, a line each. */
#include "text.h"

#include <inttypes.h>

#include "bt_errors.h"
#include "line.h"
#include "story.h"

/* ---- One step --------------------------------------------------------- */

/* Tells event k, before which the world stands, and moves past it. */
static int tell(struct story *s, struct world *world, uint64_t k) {
  struct log_entry entry;
  bool last;
  int rc;

  log_get(world_log(world), k, &entry);
  last = s->task && entry.event.task == s->task &&
         (entry.event.ev == BT_EV_PARK || entry.event.ev == BT_EV_END);
  story_event(s, &entry);
  rc = world_go(world, k + 1);
  if (rc == 0 && entry.event.ev == BT_EV_CALL)
    rc = story_call(s, &entry.event);
  if (rc < 0 || !last)
    return rc;
  if (entry.event.ev == BT_EV_PARK)
    rc = story_park(s, &entry.event);
  else
    story_end(s, &entry.event);
  s->task = 0;
  return rc;
}

/* Tells events from k on: those of the task, or else those of the loop. */
static int tell_all(struct story *s, struct world *world, uint64_t *k,
                    uint64_t end) {
  bool of_task = s->task != 0;
  int rc = 0;

  while (rc == 0 && *k < end && of_task == (s->task != 0))
    rc = tell(s, world, (*k)++);
  story_flush(s);
  return rc;
}

/* The event in which the task of this step resumes, or LOG_NONE. */
static uint64_t run_of(const struct log *log, uint64_t k, uint64_t end) {
  while (k < end && log_ev(log, k) != BT_EV_RUN)
    k++;
  return k < end ? k : LOG_NONE;
}

static uint64_t time_of(const struct log *log, uint64_t k) {
  struct log_entry entry;

  log_get(log, k, &entry);
  return entry.event.t;
}

/* Says the time where it is another one than in the step before. */
static void say_time(struct buffer *out, const struct log *log, uint64_t step,
                     uint64_t run) {
  uint64_t first, end, before = LOG_NONE, now = time_of(log, run);

  log_step(log, step - 1, &first, &end);
  if (step > 1)
    before = run_of(log, first, end);
  if (now == (before == LOG_NONE ? 0 : time_of(log, before)))
    return;
  buffer_puts(out, ", at ");
  buffer_ms(out, now);
  buffer_puts(out, " ms,");
}

/* "step 7: task stat (check.lua:12)". The place is where the task is at the
 * end of the step, so the head is written last. */
static void say_head(struct buffer *out, const struct world *world,
                     uint64_t step, uint64_t run) {
  struct log_entry entry;
  struct world_task task;

  buffer_printf(out, "step %" PRIu64 ": ", step);
  log_get(world_log(world), run, &entry);
  buffer_printf(out, "task %s", log_label(world_log(world), entry.event.task));
  if (world_task(world, entry.event.task, &task) && task.at)
    buffer_printf(out, " (%s)", task.at);
  say_time(out, world_log(world), step, run);
}

/* What the loop does when no task runs, from k on. */
static int tell_loop(struct buffer *out, struct world *world, uint64_t k,
                     uint64_t end, const char *before) {
  struct buffer words = {0};
  struct story story = {.out = &words, .world = world, .loop = true};
  int rc = tell_all(&story, world, &k, end);

  if (words.n) {
    buffer_puts(out, before);
    buffer_add(out, words.data, words.n);
  }
  if (rc == 0)
    rc = words.error;
  buffer_fini(&words);
  buffer_fini(&story.printed);
  return rc;
}

static int tell_task(struct buffer *line, struct world *world, uint64_t step,
                     uint64_t first, uint64_t end) {
  const struct log *log = world_log(world);
  uint64_t run = run_of(log, first, end), k = first;
  struct log_entry entry;
  struct buffer words = {0};
  struct story story = {.out = &words, .world = world};
  int rc;

  log_get(log, run, &entry);
  story.task = entry.event.task;
  rc = tell_all(&story, world, &k, end);
  say_head(line, world, step, run);
  buffer_puts(line, buffer_text(&words));
  if (!words.n)
    buffer_puts(line, " ran");
  if (rc == 0)
    rc = words.error;
  buffer_fini(&words);
  buffer_fini(&story.printed);
  return rc < 0 ? rc : tell_loop(line, world, k, end, "; then ");
}

int text_step(struct buffer *out, struct world *world, uint64_t step) {
  struct buffer line = {0};
  uint64_t first, end;
  int rc;

  if (step > log_steps(world_log(world)))
    return UV_EINVAL;
  log_step(world_log(world), step, &first, &end);
  rc = world_go(world, first);
  if (rc < 0)
    return rc;
  if (step > 0) {
    rc = tell_task(&line, world, step, first, end);
  } else {
    buffer_puts(&line, "step 0: nothing has run yet");
    rc = tell_loop(&line, world, first, end, "; ");
  }
  line_add(out, &line);
  return rc < 0 ? rc : out->error;
}

int text_steps(struct buffer *out, struct world *world, uint64_t first) {
  int rc = 0;

  for (uint64_t step = first; rc == 0 && step <= log_steps(world_log(world));
       step++)
    rc = text_step(out, world, step);
  text_exit(out, world);
  return rc < 0 ? rc : out->error;
}

/* ---- The end ---------------------------------------------------------- */

void text_exit(struct buffer *out, const struct world *world) {
  uint64_t k = world_exit(world), steps = world_step(world);
  struct buffer line = {0};
  struct log_entry entry;

  if (k == LOG_NONE)
    return;
  log_get(world_log(world), k, &entry);
  buffer_printf(&line,
                "the program is over: %s (status %d, %" PRIu64 " step%s, ",
                entry.event.u.exit.why ? entry.event.u.exit.why : "ended",
                entry.event.u.exit.status, steps, steps == 1 ? "" : "s");
  buffer_ms(&line, world_now(world));
  buffer_puts(&line, " ms)");
  line_add(out, &line);
}
