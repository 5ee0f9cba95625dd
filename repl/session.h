/* SPDX-License-Identifier: MIT-0 */
/* session: a program that is stepped, looked back at, and tried another way.
 *
 * All that happens is kept in a log; the view is a step of it. Going back
 * moves the view, by whole steps or by single events. Doing something new there
 * (a line of code, another task picked) starts a branch: the program is run
 * again up to that step, with the same lines and picks, and goes on from there.
 * What lay beyond is gone.
 *
 * Errors  SESSION_*; what went wrong was told to the listener.
 * Owns    everything but the source, the arguments and the listener's data.
 * Threads one session is open in a thread at a time.
 */
#ifndef SESSION_H
#define SESSION_H

#include "runner.h"
#include "world/buffer.h"
#include "world/world.h"

/* Told of what the program does while it is not run again. */
struct listener {
  int (*out)(void *data, const char *text, size_t n);
  /* The value of a line. */
  void (*echo)(void *data, const char *text);
  /* Errors (rule "error"), warnings, reports; and what a session refuses to
   * do (rule "session"). */
  void (*report)(void *data, const char *rule, const char *text);
  /* Asked now and then while code runs or waits for the real clock; the log
   * has what happened so far. May look elsewhere and must not run anything.
   * False: the session is to pause. May be NULL. */
  bool (*watch)(void *data);
  /* What happened after so many events is gone: the program goes another way,
   * or (0) starts over. May be NULL. */
  void (*branch)(void *data, uint64_t events);
  void *data;
};

struct session {
  struct runner_options options;
  struct listener listener;
  struct runner runner;
  struct log *log;
  struct world *world;    /* at the step in view */
  uint64_t view;          /* that step, ... */
  uint64_t part;          /* ... its first so many events; 0: all of it */
  bool by_event;          /* forward and back go by one event, not by a step */
  unsigned run;           /* how often the program was begun */
  bool program;           /* there is one to step */
  bool open;              /* there is a runner ... */
  bool saved;             /* ... or a trace that was saved */
  bool closing;           /* and it is being freed */
  bool quiet;             /* run again: the listener knows it all */
  bool paused;            /* somebody steps; nothing runs by itself */
  bool stays;             /* main has ended and lines are typed */
  bool told;              /* of the deadlock */
  bool running;           /* between session_begin and session_finish */
  bool interrupted;       /* since session_begin */
  bool pausing;           /* who watches wants it to */
  bool follows;           /* the view goes on with what happens */
  uint64_t next_look;     /* of who watches, on uv_hrtime */
  enum bt_step state;     /* what the loop said last */
  int log_error;          /* the log is not complete from here on */
  uint64_t mark;          /* events before the last turn */
  uint64_t repeatable;    /* events that would happen again in a new run */
  struct action *actions; /* what a person did, in order */
  size_t n_actions, size_actions;
  struct line *lines; /* typed, and not ended yet */
  unsigned n_lines;   /* ever typed in this run */
  bool line_failed;   /* the one that ended last did */
  size_t pick;        /* of the ready tasks, the one to run next */
  unsigned branches;  /* begun since the start */
  struct log *former; /* what the branch before this one did; or NULL */
  char *schedule;     /* that was typed; or NULL */
};

enum session_result {
  SESSION_OK,
  SESSION_OVER,        /* no step is left: the program ended, or all wait */
  SESSION_INTERRUPTED, /* Ctrl-C */
  SESSION_PAUSED,      /* by who watches */
  SESSION_MORE,        /* the line is not complete */
  SESSION_ERROR        /* told to the listener */
};

/* Opens a session, paused before the first step of its program. Without one
 * (program is false, and the source empty) main is run to its end, and what is
 * typed has the session for itself. Returns an exit status as runner_open. */
int session_open(struct session *session, const struct runner_options *options,
                 const struct listener *listener, bool program);

/* A session that shows a saved trace: it can be looked at, and nothing in it
 * runs. log becomes the session's, also after an error. Returns an exit
 * status. */
int session_open_saved(struct session *session, struct log *log,
                       const struct listener *listener);

/* Cancels what is left, as the end of main does, and frees everything. */
void session_close(struct session *session);

/* ---- Stepping --------------------------------------------------------- */

/* One step forwards: through the log while the view is behind its end. Inside
 * of a step: to its end. */
enum session_result session_step(struct session *session);
/* Moves the view to a step, which is run if it was not yet. */
enum session_result session_goto(struct session *session, uint64_t step);
/* Moves the view to where so many events have happened; the steps that they
 * belong to are run, whole. */
enum session_result session_goto_event(struct session *session,
                                       uint64_t events);
/* Forwards and back by n steps, or events (by_event). */
enum session_result session_forward(struct session *session, uint64_t n);
enum session_result session_back(struct session *session, uint64_t n);
/* Steps until the program is over; that it is, is no error. */
enum session_result session_run(struct session *session);

enum session_until {
  UNTIL_BLOCK,  /* a task waits for something other than time or its turn */
  UNTIL_SWITCH, /* another task runs than the one before */
  UNTIL_ERROR   /* a task fails, or there is a warning */
};
enum session_result session_until(struct session *session,
                                  enum session_until until);

/* Runs the ready task of that label (or number) next: after the step in view,
 * or instead of it where its task has not resumed in view. Behind the end of
 * the log this starts a branch. */
enum session_result session_pick(struct session *session, const char *task);

/* Runs what was typed, as a task, until it ends. Where nobody steps, what is
 * ready afterwards runs too, but time stands still. */
enum session_result session_line(struct session *session, const char *text);

/* Starts over: as before, with ready tasks in the order of a seed, or of a
 * schedule; one that is none is told of, and nothing starts over. */
int session_reset(struct session *session);
int session_seed(struct session *session, uint64_t seed);
int session_follow(struct session *session, const char *schedule);

/* ---- Looking ---------------------------------------------------------- */

/* How many events have happened in view. */
uint64_t session_events(const struct session *session);
/* How many had when the listener is told something: while code runs, all. */
uint64_t session_moment(const struct session *session);
/* Moves the session's world there. Returns 0 or UV_ENOMEM. */
int session_look(const struct session *session);
/* Adds a line about the step in view, or by_event and inside of a step about
 * the last event in view. Moves world, which is of the session's log, there.
 * Returns 0 or UV_ENOMEM. */
int session_tell(const struct session *session, struct world *world,
                 struct buffer *out);
/* Whether the view is at the end of what has happened. */
bool session_at_end(const struct session *session);
/* Whether main has ended, or everything waits for ever. */
bool session_over(const struct session *session);
/* How, as for the whole program. */
struct ending session_ending(const struct session *session);
/* Finds the first step in which this branch differs from the one before it: 0
 * when there is none, or no branch before. Returns 0 or UV_ENOMEM. */
int session_differs(const struct session *session, uint64_t *step);
/* Text that replays the order of the program so far. */
const char *session_schedule(const struct session *session);

#endif
