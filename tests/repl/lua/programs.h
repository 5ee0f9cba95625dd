/* SPDX-License-Identifier: MIT-0 */
/* programs: runs Lua programs on the virtual clock and collects what they
 * print, what is reported, and by what they fail.
 *
 *     static void sleep_zero_is_one_turn(void **state) {
 *       (void)state;
 *       assert_int_equal(lua_run("sleep(0) print(now())"), 0);
 *       printed("0\n");
 *     }
 */
#ifndef TESTS_PROGRAMS_H
#define TESTS_PROGRAMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lua/budget.h"
#include "lua/script.h"

/* A test with what must hold after it: all memory was given back, and the
 * test looked at all that was printed, reported and failed by. */
#define TEST(f) cmocka_unit_test_setup_teardown(f, programs_begin, programs_end)
int programs_begin(void **state);
int programs_end(void **state);

/* How a program is run. Zeroed is the default. */
struct how {
  uint64_t seed;
  size_t limit;             /* bytes of memory; 0: none */
  uint64_t refuse;          /* the first request to refuse, from 1; 0: none */
  uint64_t refusals;        /* how many in a row */
  const char *stop_at;      /* stop the program when it prints this */
  bool traced;              /* collect the trace, as JSON lines */
  const char *const *lines; /* run these at a prompt instead; NULL-ended */
  const char *complete;     /* after them, print what completes this */
};

/* Runs the program; returns main's result, or the loop's code. */
int lua_run(const char *text);
int lua_run_with(const struct how *how, const char *text);

/* What was printed; what was reported, as lines; the script's error, of which
 * expected is the beginning. Each forgets it. */
#define printed(expected) printed_at(expected, __FILE__, __LINE__)
#define reported(expected) reported_at(expected, __FILE__, __LINE__)
#define failed_by(expected) failed_by_at(expected, __FILE__, __LINE__)
void printed_at(const char *expected, const char *file, int line);
void reported_at(const char *expected, const char *file, int line);
void failed_by_at(const char *expected, const char *file, int line);
void forget_all(void);

/* The text of what was printed, and of the trace, of the last run. */
const char *last_output(void);
const char *last_trace(void);
bool last_out_of_memory(void);
/* Whether the request to be refused came. */
bool last_refused(void);

/* Runs the program, which must print expected and nothing else. */
#define prints(text, expected) prints_at(text, expected, __FILE__, __LINE__)
void prints_at(const char *text, const char *expected, const char *file,
               int line);
/* Evaluates the Lua expression and its error message: pcall(fn). */
#define raises(body, message) raises_at(body, message, __FILE__, __LINE__)
void raises_at(const char *body, const char *message, const char *file,
               int line);

#endif
