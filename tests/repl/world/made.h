/* SPDX-License-Identifier: MIT-0 */
/* made: logs written by hand, an event a call.
 *
 *     spawns(0, 1, "main");
 *     runs(1);
 *     blocks(1, "lock m", 5, "held");
 *
 * Events get the numbers, turns and times that a program would give them.
 */
#ifndef TESTS_MADE_H
#define TESTS_MADE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "views/text.h"
#include "world/log.h"
#include "world/reader.h"
#include "world/waits.h"
#include "world/world.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, made_begin, made_end)
int made_begin(void **state);
int made_end(void **state);

extern struct log *made;    /* what the calls below write to */
extern struct world *world; /* over it, before the first event */

/* Moves world; fails the test where that fails. */
void go(uint64_t events);
void go_end(void);
struct world_task task(uint32_t id); /* which must be there */

/* Any event; k, turn and t are filled in. */
void emit(struct bt_trace_event event);

void spawns(uint32_t by, uint32_t id, const char *name);
void spawns_into(uint32_t by, uint32_t id, const char *name, uint32_t scope);
void becomes_ready(uint32_t id, uint32_t by, const char *why);
void runs(uint32_t id);
void runs_at(uint32_t id, const char *at); /* the next events name that place */
void blocks(uint32_t id, const char *on, uint32_t on_id, const char *why);
void blocks_until(uint32_t id, const char *on, uint32_t on_id, const char *why,
                  uint64_t until);
/* On the ends of tasks, whose numbers 0 ends: gather, first error, 2, 3, 0. */
void blocks_on(uint32_t id, const char *on, const char *why, ...);
void sleeps(uint32_t id, uint64_t until);
void yields(uint32_t id);
void ends(uint32_t id, const char *how, const char *text);
void prints(uint32_t id, const char *text);
void jumps(uint64_t to);
void calls(const char *what, uint32_t id);
void chooses(const char *why, uint32_t n, uint32_t took);
void cancels(uint32_t by, uint32_t target, const char *via);
void opens(uint32_t id, uint32_t scope, const char *kind, const char *name,
           uint64_t until);
void closes(uint32_t id, uint32_t scope, const char *kind, const char *name);
/* Waiters are task numbers; 0 ends them. */
void lock_is(uint32_t by, uint32_t id, const char *name, uint32_t holder, ...);
void queue_is(uint32_t by, uint32_t id, const char *name, int64_t size,
              int64_t max);
void warns(const char *rule, const char *text);
void exits(int status, const char *why);

/* Compares what a function of text.h wrote, and empties it. */
extern struct buffer text;
void text_is(const char *expected);

#endif
