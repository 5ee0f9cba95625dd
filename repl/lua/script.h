/* SPDX-License-Identifier: MIT-0 */
/* script: one Lua program, bound to one loop.
 *
 *     struct script *script;
 *     rc = script_open(&script, &options);
 *     rc = script_load(script, "queue.lua", text, n);
 *     loop = bt_loop_open(&loop_options, script_main, script, &rc);
 *     ... steps ...
 *     script_release(script);       before the loop is closed
 *     rc = bt_loop_close(loop);
 *     script_close(script);         after it
 *
 * The loop's main task needs SCRIPT_STACK bytes of stack: set
 * bt_options.stack_size. One state serves one loop; another run of the same
 * program is another script.
 *
 * Errors  0 or a negative libuv code; script_error has the text.
 * Owns    everything of Lua's. Texts that a function returns are the
 *         script's, valid until the next call of any function here.
 * Threads the loop's thread; script_stop may be called from a signal
 *         handler.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "host.h"

#define SCRIPT_STACK ((size_t)1 << 20) /* of each task that runs Lua */

struct script;

/* A zeroed struct is the default: no limit, prints nowhere. */
struct script_options {
  uint64_t seed;          /* of math.random; 0 is a seed like any other */
  bt_accountant *account; /* asked for every byte that Lua takes, or NULL */
  void *account_data;
  /* Receives what the program prints, one call a print. Returns 0 or a
   * negative code, which then stops the program as script_stop does. */
  int (*out)(void *data, const char *text, size_t n);
  void *out_data;
  /* What follows FILE on the command line: `...` and arg[1] to arg[argc]. */
  int argc;
  char *const *argv;
  /* Whether a stop ends one task, as at a prompt, or the whole loop. */
  bool goes_on;
};

/* Makes a sandbox with Lua's libraries and Baton's. Returns 0, UV_ENOMEM, or
 * UV_ENOTSUP when the Lua it is linked to is not one it was made for. */
BT_CHECKED int script_open(struct script **script,
                           const struct script_options *options);

/* Compiles the program that script_main will run. name is shown in
 * messages (a path, "stdin"); a first line that begins with # is skipped.
 * Returns 0, UV_EINVAL (text that does not parse, or bytecode), UV_ENOMEM. */
BT_CHECKED int script_load(struct script *script, const char *name,
                           const char *text, size_t n);

/* The function of the main task; arg is the script. Returns 0, UV_ECANCELED
 * when it was cancelled, UV_UNKNOWN after an error of the program's, and then
 * script_error is its message and traceback. */
int script_main(void *script);

/* ---- A prompt --------------------------------------------------------- */

enum script_line_status {
  SCRIPT_LINE_READY,      /* run it */
  SCRIPT_LINE_INCOMPLETE, /* read on, and pass both lines */
  SCRIPT_LINE_WRONG       /* script_error says why */
};

/* A line typed, in the caller's memory until its task has ended. */
struct script_line {
  struct script *script;
  struct task *task; /* private: what runs it; NULL when it has run */
  bool quiet;        /* it ended in ; and is not echoed */
};

/* Compiles text (as an expression if it is one) into line. What is READY is
 * run by script_line_run once, or given back by script_line_drop. */
enum script_line_status script_line_compile(struct script_line *line,
                                            struct script *script,
                                            const char *text, size_t n);

/* The function of a line's task; arg is the line. Sets _ to the first value.
 * Returns as script_main does. script_echo then has the values as text,
 * or NULL when there is nothing to echo. */
int script_line_run(void *line);
void script_line_drop(struct script_line *line);
const char *script_echo(const struct script *script);

/* Calls found with every way to end the name that text ends in ("q:pu",
 * "string.fo", "spa"), in byte order. Looks with rawget only: runs no code of
 * the program's. Returns how many characters of text the name has; or
 * UV_ENOMEM, and not all were found. */
int script_complete(struct script *script, const char *text,
                    void (*found)(void *data, const char *name), void *data);

/* ---- Looking at it ---------------------------------------------------- */

/* The last error: "FILE:LINE: what happened", then a traceback where the
 * program failed. "" when there was none. */
const char *script_error(const struct script *script);

/* Whether that error was that memory ran out (exit status 3). */
bool script_out_of_memory(const struct script *script);

/* Where task is in its source, "file.lua:12" (base name), or NULL where no
 * Lua runs. For bt_options.locate. */
const char *script_locate(struct script *script, struct bt_task *task);

/* Lets go of a task that was cancelled before its first step, and so never runs
 * Lua. For bt_options.unstarted, which every loop that runs a script must have.
 */
void script_unstarted(struct script *script, struct bt_task *task);

/* ---- Stopping --------------------------------------------------------- */

/* Asks the program to stop: the task that runs, or the next one that does, is
 * unwound by an error that pcall does not catch, and ends with code. Unless
 * goes_on is set the loop is then left by bt_loop_abandon(code). Seen within
 * 1,000 instructions of Lua's; not while a C function of Lua's holds the
 * processor, such as a string pattern. Safe in a signal handler. */
void script_stop(struct script *script, int code);

/* The code that stops it, or stopped it, 0 if none does. With goes_on it is 0
 * again when the task has ended. */
int script_stopping(const struct script *script);

/* Takes back a stop that no task has met. */
void script_go_on(struct script *script);

/* Lets go of everything the program holds of the loop's: handles, callbacks.
 * No task runs after it. Warns of what nobody saw, such as a failed task whose
 * error nobody retrieved; so call it before bt_loop_exit. Twice does no harm.
 */
void script_release(struct script *script);

/* Frees it. NULL does nothing. The loop must be closed. */
void script_close(struct script *script);

/* Instead of script_close where the process ends now: frees nothing, since
 * millions of objects, freed one by one, would keep it waiting. */
void script_leave(struct script *script);

#endif
