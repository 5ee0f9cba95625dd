/* SPDX-License-Identifier: MIT-0 */
/* session_parts: what the files of the session share and nobody else sees. */
#ifndef SESSION_PARTS_H
#define SESSION_PARTS_H

#include "session.h"

/* A line that was typed. Lives until its task has ended. */
struct line {
  struct line *next;
  struct script_line code;
  struct bt_task *task; /* our handle */
  char *echo;           /* its value, or its error where it failed; or NULL */
  bool failed;
  bool no_memory;   /* echo could not be kept */
  bool given_up;    /* we cancelled it */
  bool interrupted; /* by Ctrl-C, so that its error is no news */
};

/* What a person did, and after how many events: enough to do it again. */
struct action {
  enum action_kind {
    ACTION_LINE,  /* typed text */
    ACTION_PICK,  /* chose a ready task: index */
    ACTION_CANCEL /* a line was cancelled; index 1: by Ctrl-C */
  } kind;
  uint64_t at;
  char *text;
  size_t index;
};

#define PICK_NONE SIZE_MAX       /* as the order says */
#define PICK_LAST (SIZE_MAX - 1) /* who became ready last */

/* ---- session.c -------------------------------------------------------- */

void session_say(struct session *session, const char *format, ...)
    BT_PRINTF(2, 3);
/* Says that a saved trace does not run, if this is one. */
bool session_refuses(struct session *session);
int session_start(struct session *session);
/* Frees the runner and keeps the log; frees both. */
void session_drop_runner(struct session *session);
void session_stop(struct session *session);
/* Runs the next task, whatever the loop does before it, and (where somebody
 * steps) after it. False when there is none: state says why. */
bool session_turn(struct session *session);
/* Lets the loop do what it does on its own; with wait also lets time pass. */
void session_settle(struct session *session, bool wait);
/* Around everything that runs code: Ctrl-C and the limit on time count. */
void session_begin(struct session *session, bool patient);
enum session_result session_finish(struct session *session);
/* Whether Ctrl-C was pressed. */
bool session_interrupted(struct session *session);

/* ---- session_move.c --------------------------------------------------- */

/* The step after which something else can be done than what was done. */
uint64_t session_base(const struct session *session);

/* ---- session_reset.c -------------------------------------------------- */

void session_forget_branches(struct session *session);

/* ---- session_line.c --------------------------------------------------- */

/* Starts the task of a line that was compiled before. */
int session_start_line(struct session *session, const char *text);
/* Tells of the lines that have ended, and forgets them. */
void session_reap(struct session *session);
void session_drop_lines(struct session *session);
/* Cancels the line typed last: it was interrupted, or nothing can wake it. */
void session_cancel_line(struct session *session, bool interrupted);

/* ---- session_branch.c ------------------------------------------------- */

/* Notes that this was done now. text is copied. */
int session_note(struct session *session, enum action_kind kind,
                 const char *text, size_t index);
/* Makes the end of session_base the end of what has happened: by running the
 * program again up to it, unless it is. */
enum session_result session_branch(struct session *session);
void session_forget(struct session *session, size_t first);
/* In a new run: does the actions again, up to where n events have happened.
 * False where it does not come there. */
bool session_run_again(struct session *session, uint64_t n, bool loud);

#endif
