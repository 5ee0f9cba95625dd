/* SPDX-License-Identifier: MIT-0 */
/* stop: Ctrl-C and the limit on time, for whatever program runs.
 *
 * The first Ctrl-C asks the program to stop. A second one within two seconds
 * ends Baton with 130, since a C function of Lua's may hold the processor and
 * never see the first. With no program running, Ctrl-C only interrupts the
 * reading of a line.
 */
#ifndef STOP_H
#define STOP_H

#include "lua/script.h"

/* Catches SIGINT from here on. */
void stop_init(void);

struct stop_target {
  struct script *script; /* what to stop; NULL: nothing runs */
  struct bt_loop *loop;  /* to be woken where it waits */
  bool patient; /* whoever steps the loop asks stop_asked between two turns:
                   a turn is only stopped when it goes on for long */
};

/* From now on it is target that is to be stopped; at once, where Ctrl-C was
 * pressed and nobody has asked yet. Returns the one before. */
struct stop_target stop_watch(struct stop_target target);

/* Asks the program to stop with UV_ETIMEDOUT after ms on the wall, and ends
 * Baton with STATUS_LIMIT if it has not one second later. 0: never, and that
 * time ran out is forgotten. */
void stop_after(uint64_t ms);
/* The same in time on the processor, of which a busy machine takes none. */
void stop_after_work(uint64_t ms);

/* What is called in the handler that ends Baton, to give back what a process
 * must give back. NULL: nothing. */
void stop_at_end(void (*call)(void));

/* Whether Ctrl-C was pressed, or time ran out, since the last call. */
bool stop_asked(void);
/* Whether stop_asked would say so. */
bool stop_waits(void);

/* How often Ctrl-C was pressed so far. */
unsigned stop_presses(void);

/* Waits until fd can be read, for at most ms (-1: for ever), or Ctrl-C is
 * pressed; one that was pressed before and not asked about counts. */
void stop_wait(int fd, int ms);

#endif
