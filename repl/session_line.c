/* SPDX-License-Identifier: MIT-0 */
/* Lines that are typed: each is a task of the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session_parts.h"

enum { MOST_BACKGROUND = 1000 }; /* turns that others get after a line */

/* ---- One line --------------------------------------------------------- */

/* A line that was stopped has no error of its own; one that was cancelled has
 * one that says little. */
static const char *text_of(const struct line *line, int rc) {
  const struct script *script = line->code.script;

  if (rc >= 0)
    return script_echo(script);
  if (rc != UV_ECANCELED || line->given_up)
    return script_error(script);
  return "the line was cancelled (the end of main cancels all that is left)";
}

/* Value and error are taken at once: other lines may end in the same turn. */
static int run_line(void *data) {
  struct line *line = data;
  int rc = script_line_run(&line->code);
  const char *text = text_of(line, rc);

  line->failed = rc < 0;
  if (text && *text) {
    line->echo = strdup(text);
    line->no_memory = !line->echo;
  }
  return rc;
}

static void free_line(struct line *line) {
  free(line->echo);
  free(line);
}

/* Compiles text. Returns the line, or NULL: status says why. */
static struct line *compile(struct session *s, const char *text,
                            enum script_line_status *status) {
  struct line *line = calloc(1, sizeof *line);

  *status = SCRIPT_LINE_WRONG;
  if (!line) {
    session_say(s, "out of memory");
    return NULL;
  }
  *status =
      script_line_compile(&line->code, s->runner.script, text, strlen(text));
  if (*status == SCRIPT_LINE_READY)
    return line;
  if (*status == SCRIPT_LINE_WRONG && !s->quiet && s->listener.report)
    s->listener.report(s->listener.data, "error",
                       script_error(s->runner.script));
  free_line(line);
  return NULL;
}

static struct bt_task *spawn(struct session *s, struct line *line) {
  char name[32];
  struct bt_spawn_options options = {
      .name = name, .stack_size = SCRIPT_STACK, .lets_go = true};

  snprintf(name, sizeof name, "line-%u", ++s->n_lines);
  return bt_spawn_with(&options, run_line, line);
}

int session_start_line(struct session *s, const char *text) {
  enum script_line_status status;
  struct line *line = compile(s, text, &status);

  if (!line)
    return -1;
  if (s->runner.main_ended && !s->stays) {
    bt_loop_stay(s->runner.loop, true);
    s->stays = true;
  }
  bt_emit_input(text);
  line->task = spawn(s, line);
  if (!line->task) {
    session_say(s, "out of memory");
    script_line_drop(&line->code);
    free_line(line);
    return -1;
  }
  bt_retrieved(line->task); /* we tell of its error */
  line->next = s->lines;
  s->lines = line;
  return 0;
}

/* ---- Their ends ------------------------------------------------------- */

static void tell(struct session *s, const struct line *line) {
  const struct listener *to = &s->listener;

  if (s->quiet || line->interrupted)
    return;
  if (line->no_memory)
    session_say(s, "out of memory");
  if (!line->echo)
    return;
  if (line->failed && to->report)
    to->report(to->data, "error", line->echo);
  else if (!line->failed && to->echo)
    to->echo(to->data, line->echo);
}

void session_reap(struct session *s) {
  for (struct line **at = &s->lines; *at;) {
    struct line *line = *at;

    if (!bt_done(line->task)) {
      at = &line->next;
      continue;
    }
    *at = line->next;
    s->line_failed = line->failed;
    tell(s, line);
    bt_drop(line->task);
    free_line(line);
  }
}

void session_drop_lines(struct session *s) {
  while (s->lines) {
    struct line *line = s->lines;

    s->lines = line->next;
    free_line(line);
  }
}

void session_cancel_line(struct session *s, bool interrupted) {
  if (!s->lines)
    return;
  s->lines->interrupted = interrupted;
  s->lines->given_up = true;
  if (!interrupted && s->stays)
    bt_loop_report_deadlock(s->runner.loop);
  bt_cancel_because(s->lines->task,
                    interrupted ? "interrupted" : "nothing can wake this line");
}

/* ---- Typing one ------------------------------------------------------- */

/* Runs until the newest line has ended, or the session pauses. One that
 * nothing can wake, or that Ctrl-C finds waiting, is cancelled, once. Returns
 * whether it ended by itself. */
static bool run_to_end(struct session *s) {
  struct bt_task *task = bt_ref(s->lines->task);
  bool cancelled = false, done;

  while (!bt_done(task) && !s->log_error && !s->pausing) {
    bool ran = session_turn(s);
    bool asked = session_interrupted(s);

    if ((ran && !asked) || s->pausing || bt_done(task))
      continue;
    if (cancelled || session_note(s, ACTION_CANCEL, NULL, asked) < 0)
      break;
    script_go_on(s->runner.script);
    session_cancel_line(s, asked);
    cancelled = true;
  }
  done = bt_done(task);
  bt_drop(task);
  return done && !cancelled;
}

/* What else is ready now runs; what would need time waits for the next line,
 * and so does what never comes to rest. */
static void run_background(struct session *s) {
  for (int i = 0; i < MOST_BACKGROUND; i++) {
    session_settle(s, false);
    if (s->state != BT_STEP_RAN || s->pausing || session_interrupted(s))
      return;
    session_turn(s);
  }
}

static enum session_result run_line_now(struct session *s) {
  enum session_result result;
  bool ok;

  s->line_failed = false;
  session_begin(s, false);
  ok = run_to_end(s);
  if (ok && !s->paused)
    run_background(s);
  result = session_finish(s);
  if (result == SESSION_OK && (!ok || s->line_failed))
    return SESSION_ERROR;
  return result;
}

/* Whether text is a whole line; tells of what is wrong with it. */
static enum session_result check(struct session *s, const char *text) {
  enum script_line_status status;
  struct line *line = compile(s, text, &status);

  if (!line)
    return status == SCRIPT_LINE_INCOMPLETE ? SESSION_MORE : SESSION_ERROR;
  script_line_drop(&line->code);
  free_line(line);
  return SESSION_OK;
}

enum session_result session_line(struct session *s, const char *text) {
  enum session_result result =
      session_refuses(s) ? SESSION_ERROR : check(s, text);

  if (result == SESSION_OK)
    result = session_branch(s);
  if (result != SESSION_OK)
    return result;
  if (session_note(s, ACTION_LINE, text, 0) < 0 ||
      (s->paused && session_note(s, ACTION_PICK, NULL, PICK_LAST) < 0) ||
      session_start_line(s, text) < 0)
    return SESSION_ERROR;
  s->pick = s->paused ? PICK_LAST : PICK_NONE;
  return run_line_now(s);
}
