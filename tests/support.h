/* SPDX-License-Identifier: MIT-0 */
/* support: runs small programs on the virtual clock, collects what they say,
 * and sees to it that none leaves a task, memory or a warning behind.
 *
 *     static void tasks_start_in_order(void **state) {
 *       (void)state;
 *       assert_int_equal(run(program), 0);
 *       said("0 A in\n"
 *            "0 B in\n");
 *     }
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <baton.h>

/* A test with what must hold before and after it: no loop is open, all memory
 * was given back, and the test looked at all that was said and reported. */
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
int begin(void **state);
int end(void **state);

/* Runs program as main, by these options: the virtual clock unless they name
 * one, and always the report and the accountant of this file. */
int run(bt_fn *program);
int run_arg(bt_fn *program, void *arg);
/* In the order that follows from seed. */
int run_seed(uint64_t seed, bt_fn *program);
int run_with(struct bt_options options, bt_fn *program, void *arg);
/* Puts the report and the accountant into options, for bt_loop_open. */
void watch(struct bt_options *options);

/* Adds a line to the log: "10 A text", where A runs 10 ms after the start;
 * "-" stands for the loop. */
void say(const char *format, ...) BT_PRINTF(1, 2);
/* Says "text: 0", "text: 7" or "text: ECANCELED", and returns rc. */
int say_rc(const char *text, int rc);
/* What was said; what was reported, as lines "rule: text". Forgets it. */
#define said(expected) said_at(expected, __FILE__, __LINE__)
#define reported(expected) reported_at(expected, __FILE__, __LINE__)
void said_at(const char *expected, const char *file, int line);
void reported_at(const char *expected, const char *file, int line);
void forget(void);

/* As run, with a tracer; shows compares the state that an object showed last,
 * as "event e: set true, waiters A B". None shows it again right after it. */
int run_shown(bt_fn *program);
#define shows(expected) shows_at(expected, __FILE__, __LINE__)
void shows_at(const char *expected, const char *file, int line);
/* With run_shown: how the task that parked last waits, "A: timer, until 20 ms"
 * or "A: wait, first B C"; what the loop called last, "timeout for A"; the
 * scope that was opened, moved or closed last, "open timeout timeout-1, until
 * 5 ms". */
#define shows_wait(expected) shows_wait_at(expected, __FILE__, __LINE__)
#define shows_call(expected) shows_call_at(expected, __FILE__, __LINE__)
#define shows_scope(expected) shows_scope_at(expected, __FILE__, __LINE__)
void shows_wait_at(const char *expected, const char *file, int line);
void shows_call_at(const char *expected, const char *file, int line);
void shows_scope_at(const char *expected, const char *file, int line);

/* ---- tasks.c ---------------------------------------------------------- */

/* bt_spawn_named, where memory is not the question. */
struct bt_task *spawn(const char *name, bt_fn *fn, void *arg);

/* A number as the argument of a task. */
#define NUMBER(n) ((void *)(uintptr_t)(n))
/* Sleeps that many ms, says "slept" with the result, and returns it. */
int nap(void *ms);
/* Ends at once with that result: NUMBER(-n) fails. */
int give(void *result);
/* Parks until cancelled. */
int wait_for_ever(void *unused);
/* Sleeps; cancelled, it cleans up for that many ms and passes it on. */
int cleans_up_for(void *ms);
/* Sleeps, says "ends" with its result, and returns it: an error with a
 * message, "from A". Cancelled, it says so. */
struct part {
  unsigned ms;
  int result;
};
int does_its_part(void *part);

/* Tasks called A, B, C and so on. spawn_nth spawns abcd[i]; spawn_abcd the
 * first n, and lets them run until they wait; await_abcd awaits as many and
 * tells how many of them returned rc. */
extern struct bt_task *abcd[6];
void spawn_nth(size_t i, bt_fn *fn, void *arg);
void spawn_abcd(size_t n, bt_fn *fn, void *arg);
int await_abcd(size_t n, int rc);
/* Awaits the first n and says what each returned: "A: 0". */
void say_abcd(size_t n);

/* A crowd, for tests at random: one task more of it; cancels that often one
 * of them, or another that has ended, after a pause of less than pause_ms;
 * awaits all, each of which returns 0 or UV_ECANCELED. */
void crowd_spawn(bt_fn *fn, void *arg);
void crowd_cancel_some(unsigned times, unsigned pause_ms);
void crowd_await(void);

/* Two tasks of fn, for refuse_each: awaits those there is memory for. Returns
 * an error of theirs, or UV_ENOMEM. */
int two_of(bt_fn *fn, void *arg);

/* Counts passes of the ready queue. Call turns_begin right before the cause;
 * turns_end tells how many turns later the effect came. */
void turns_begin(void);
unsigned turns_end(void);

/* Runs the program again and again, each time refusing the next request for
 * memory, until a run needs no more of them. Every run gives back all memory,
 * reports nothing and returns 0 or UV_ENOMEM. Returns how many were refused. */
size_t refuse_each(bt_fn *program);
/* The same by these options; warning, unless it is "", is the answer to one
 * refusal at least. */
size_t refuse_each_with(struct bt_options options, bt_fn *program,
                        const char *warning);
size_t memory_in_use(void);

/* Runs the program again and again, each time closing the loop one step later,
 * until it gets to its end, with 0. Every close gives back all memory. Returns
 * the number of steps to the end. */
size_t stop_anywhere(bt_fn *program);

/* Runs fn in a child process, which must abort after saying expected. */
void aborts(int (*fn)(void), const char *expected);

bool under_valgrind(void);
/* A smaller number there, where everything takes its time, and for the thread
 * sanitizer, which keeps count of 8,000 tasks. */
unsigned fewer(unsigned n);

#endif
