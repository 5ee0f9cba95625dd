/* SPDX-License-Identifier: MIT-0 */
/* host: a loop that is run turn by turn, for programs that show other
 * programs: a prompt, a stepper, a search. bt_run is this in one call.
 *
 *     struct bt_loop *loop = bt_loop_open(&options, main_fn, arg, &rc);
 *     while (bt_loop_step(loop) == BT_STEP_RAN)
 *       ;
 *     rc = bt_loop_close(loop);
 *
 * Copy    core/ as it is.
 * Units   microseconds.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    the loop owns its tasks. Closing it in the middle runs no code of
 *         theirs: their stacks and what bt_alloc gave them are freed.
 * Threads one loop is open in a thread at a time (bt_loop_open: UV_EBUSY).
 * Source  loops that their host turns: libuv's UV_RUN_ONCE, GLib's
 *         g_main_context_iteration; here one entry of the queue at a time.
 */
#ifndef BT_HOST_H
#define BT_HOST_H

#include "baton.h"

#ifdef __cplusplus
extern "C" {
#endif

enum bt_step {
  BT_STEP_RAN,   /* one entry of the ready queue ran */
  BT_STEP_IDLE,  /* nothing is ready and no timer or outside source is left */
  BT_STEP_ENDED, /* main and every other task have ended */
  BT_STEP_WOKEN, /* bt_loop_wake, or bt_loop_limit_wait; nothing ran */
  BT_STEP_FAILED /* a limit or the schedule stopped it; close tells which */
};

/* Makes a loop with main_fn as its first task, not yet run. On failure NULL,
 * and *error is UV_EBUSY, UV_ENOMEM, UV_EINVAL (options) or BT_ESCHEDULE (the
 * report says what is wrong with it). */
struct bt_loop *bt_loop_open(const struct bt_options *options, bt_fn *main_fn,
                             void *arg, int *error);

/* Runs one entry of the ready queue. Where nothing is ready, first lets time
 * pass: the virtual clock jumps to the next deadline, the real one blocks
 * until something happens. */
enum bt_step bt_loop_step(struct bt_loop *loop);

/* Whether something is ready now, so that a step would not move the clock. */
bool bt_loop_ready(const struct bt_loop *loop);

/* Runs what the loop does on its own (callbacks, what the end of main brings)
 * until a task is next: BT_STEP_RAN, and bt_loop_step will run a task, nothing
 * before it. Where nothing is ready it lets time pass as a step does; without
 * wait it returns BT_STEP_IDLE there, and the clock stands still. */
enum bt_step bt_loop_settle(struct bt_loop *loop, bool wait);

/* Steps until the program is over, faster than step by step: tasks switch to
 * each other directly where nobody watches. All but BT_STEP_RAN. */
enum bt_step bt_loop_run(struct bt_loop *loop);

/* Makes a step, or a wait for the real clock, return BT_STEP_WOKEN soon. Safe
 * in a signal handler and from another thread while the loop is open. */
void bt_loop_wake(struct bt_loop *loop);

/* From now on a wait for the real clock ends after that many microseconds at
 * the latest, with BT_STEP_WOKEN: for a host that looks about meanwhile. 0, as
 * at first: it ends when something happens. */
void bt_loop_limit_wait(struct bt_loop *loop, uint64_t us);

/* For a prompt, which goes on where main has ended. True: tasks spawned from
 * now on live as if main were there. False: main ends now, and what is left is
 * cancelled and awaited. */
void bt_loop_stay(struct bt_loop *loop, bool stay);

/* Says, in the report and as a warn event, who waits for what, and for whom;
 * names the cycle where there is one. For an idle loop. */
void bt_loop_report_deadlock(struct bt_loop *loop);

/* Says, in the report and as a warn event, where the schedule has points that
 * the program has not come to. Once; for a program that is over. */
void bt_loop_report_schedule(struct bt_loop *loop);

/* Emits the exit event: the last one. */
void bt_loop_exit(struct bt_loop *loop, int status, const char *why);

/* Frees everything. Returns main's result; UV_ECANCELED when main had not
 * ended; BT_ELIMIT or BT_ESCHEDULE after BT_STEP_FAILED. Reports handles and
 * memory that a finished program did not give back. */
int bt_loop_close(struct bt_loop *loop);

/* Inside a task or callback: leaves the running task for good and makes the
 * step return BT_STEP_FAILED; close then returns code. For an interrupt that
 * must win. Parks for ever. */
void bt_loop_abandon(int code);

/* The loop that is open in this thread, or NULL. */
struct bt_loop *bt_loop_current(void);
/* The live tasks in order of spawning: after prev, NULL for the first. */
struct bt_task *bt_loop_next_task(const struct bt_loop *loop,
                                  const struct bt_task *prev);
/* How many entries of the ready queue have been run, as in events. */
uint64_t bt_loop_turn(const struct bt_loop *loop);

/* The schedule so far: text that replays it, valid until the next step. */
const char *bt_loop_schedule(struct bt_loop *loop);

/* Whether text is that of a schedule; where it is not, the report of options
 * says why. Returns 0, BT_ESCHEDULE or UV_ENOMEM. */
int bt_schedule_check(const struct bt_options *options, const char *text);

/* From now on follow this order; a person picks the next task, then goes on.
 * choose may be NULL for the order of the options. The rest of a schedule is
 * dropped where another way is taken than it says. */
void bt_loop_set_order(struct bt_loop *loop, enum bt_order order,
                       bt_chooser *choose);

/* Events of the host's own: output of the program, a line typed. Nothing
 * happens without a loop or a tracer. */
void bt_emit_out(const char *data, size_t n);
void bt_emit_input(const char *text);

/* A pointer of the host's in each task; NULL at first, not inherited. */
void bt_set_host_data(struct bt_task *t, void *data);
void *bt_host_data(const struct bt_task *t);

/* Called in the task that ends, after its function, before its end event;
 * value is a short text of its result or NULL, kept until the event. */
void bt_set_end_value(const char *value);

#ifdef __cplusplus
}
#endif
#endif
