/* SPDX-License-Identifier: MIT-0 */
/* The commands that move the view, and run what was not run yet. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prompt_parts.h"
#include "say.h"
#include "views/text.h"

enum prompt_result prompt_wrong(struct prompt *p, const char *text) {
  say("%s", text);
  p->failed = true;
  return PROMPT_GO_ON;
}

bool prompt_number(const char *arg, uint64_t fallback, uint64_t *n) {
  char *end;

  *n = fallback;
  if (*arg == '\0')
    return fallback != UINT64_MAX;
  errno = 0;
  *n = strtoull(arg, &end, 10);
  return isdigit((unsigned char)*arg) && *end == '\0' && errno == 0;
}

/* ---- Stepping --------------------------------------------------------- */

static void say_over(struct prompt *p) {
  struct ending ending = session_ending(p->session);

  if (!p->silent && session_over(p->session) && session_at_end(p->session))
    printf("The program is over: %s (status %d). :back, or :reset to start "
           "over.\n",
           ending.why, ending.status);
}

/* What is common to all that move: the last line tells where one is. */
static enum prompt_result moved(struct prompt *p, enum session_result result) {
  if (result == SESSION_INTERRUPTED)
    say("interrupted");
  if (result == SESSION_ERROR)
    p->failed = true;
  if (result == SESSION_OVER)
    say_over(p);
  prompt_show_step(p);
  return PROMPT_GO_ON;
}

enum prompt_result prompt_step(struct prompt *p, const char *arg) {
  uint64_t n;

  if (!prompt_number(arg, 1, &n))
    return prompt_wrong(p, ":step takes a number of steps, such as :step 3");
  p->session->paused = true;
  return moved(p, session_forward(p->session, n));
}

enum prompt_result prompt_back(struct prompt *p, const char *arg) {
  uint64_t n;

  if (!prompt_number(arg, 1, &n))
    return prompt_wrong(p, ":back takes a number of steps, such as :back 3");
  p->session->paused = true;
  return moved(p, session_back(p->session, n));
}

/* What :step and :back, and the keys for them, move by. */
enum prompt_result prompt_size(struct prompt *p, const char *arg) {
  bool event = strcmp(arg, "event") == 0;

  if (*arg && !event && strcmp(arg, "turn") != 0)
    return prompt_wrong(p, ":size takes turn or event");
  if (*arg)
    p->session->by_event = event;
  if (!p->silent)
    printf("a step forward or back is one %s\n",
           p->session->by_event ? "event" : "turn of a task");
  return PROMPT_GO_ON;
}

enum prompt_result prompt_goto(struct prompt *p, const char *arg) {
  uint64_t step;

  if (!prompt_number(arg, UINT64_MAX, &step))
    return prompt_wrong(p, ":goto takes the number of a step, such as :goto 0");
  p->session->paused = true;
  return moved(p, session_goto(p->session, step));
}

enum prompt_result prompt_run(struct prompt *p, const char *arg) {
  enum session_result result;

  (void)arg;
  p->session->paused = true;
  result = session_run(p->session);
  if (result != SESSION_OK)
    return moved(p, result);
  p->session->paused = false;
  say_over(p);
  return PROMPT_GO_ON;
}

enum prompt_result prompt_until(struct prompt *p, const char *arg) {
  static const char *const names[] = {"block", "switch", "error"};

  p->session->paused = true;
  for (int i = 0; i < 3; i++)
    if (strcmp(arg, names[i]) == 0)
      return moved(p, session_until(p->session, (enum session_until)i));
  return prompt_wrong(p, ":until takes block, switch or error");
}

enum prompt_result prompt_pick(struct prompt *p, const char *arg) {
  if (*arg == '\0')
    return prompt_wrong(p, ":pick takes the name of a ready task (:tasks)");
  p->session->paused = true;
  return moved(p, session_pick(p->session, arg));
}

/* Finds the next step whose line has the text in it: *step. Returns 1, 0 for
 * none, or UV_ENOMEM. */
static int find(const struct session *s, const char *text, uint64_t *step) {
  struct world *world = world_open(s->log);
  struct buffer out = {0};
  uint64_t last = log_steps(s->log);
  int rc = world ? 0 : UV_ENOMEM;

  for (*step = s->view; rc == 0 && *step < last;) {
    buffer_clear(&out);
    rc = text_step(&out, world, ++*step);
    if (rc == 0)
      rc = strstr(buffer_text(&out), text) != NULL;
  }
  buffer_fini(&out);
  world_close(world);
  return rc;
}

enum prompt_result prompt_find(struct prompt *p, const char *arg) {
  uint64_t step;
  int rc;

  if (*arg == '\0')
    return prompt_wrong(p, ":find takes text to look for in the steps");
  rc = find(p->session, arg, &step);
  if (rc < 0)
    return prompt_wrong(p, "out of memory");
  if (rc == 0)
    return prompt_wrong(
        p, "no later step that has happened so far has that in it");
  return moved(p, session_goto(p->session, step));
}
