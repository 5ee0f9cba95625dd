/* SPDX-License-Identifier: MIT-0 */
/* Likely mistakes, told while the program runs. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { LONG_TURN_MS = 50, SAMPLE_MS = 10 };

/* ---- Tasks left behind ------------------------------------------------ */

void bt_diagnose_spawn(struct bt_task *t, struct bt_task *parent) {
  if (!parent || parent->lets_go || t->scope_id)
    return;
  t->sibling = parent->children;
  if (t->sibling)
    t->sibling->sibling_at = &t->sibling;
  t->sibling_at = &parent->children;
  parent->children = t;
}

void bt_detach(struct bt_task *t) {
  if (!t->sibling_at)
    return;
  *t->sibling_at = t->sibling;
  if (t->sibling)
    t->sibling->sibling_at = t->sibling_at;
  t->sibling_at = NULL;
}

static void left_behind(const struct bt_task *parent,
                        const struct bt_task *child) {
  if (parent != parent->loop->main && bt_ring_empty(&child->done))
    bt_warn("outlives",
            "task %s ends, and task %s, which it spawned, runs on with nobody "
            "waiting for it; await it, spawn it into a group, or detach it",
            parent->name, child->name);
}

/* ---- The end of a task ------------------------------------------------ */

static bool swallowed(const struct bt_task *t) {
  return t->result >= 0 && t->cancels > 0;
}

/* The list has the youngest in front; they are named as they were spawned. */
static struct bt_task *oldest_first(struct bt_task *list) {
  struct bt_task *oldest = NULL;

  while (list) {
    struct bt_task *next = list->sibling;

    list->sibling = oldest;
    list->sibling_at = NULL;
    oldest = list;
    list = next;
  }
  return oldest;
}

void bt_diagnose_end(struct bt_task *t) {
  bt_detach(t);
  if (swallowed(t))
    bt_warn("swallowed",
            "task %s was cancelled and ended as if it had not been; let the "
            "cancellation through, or take it back with uncancel",
            t->name);
  for (const struct bt_task *child = oldest_first(t->children); child;
       child = child->sibling)
    left_behind(t, child);
}

/* ---- Long turns ------------------------------------------------------- */

/* Twice a turn: the clock that is a few milliseconds late costs a fifth. */
#ifdef CLOCK_MONOTONIC_COARSE
#define WALL CLOCK_MONOTONIC_COARSE
#else
#define WALL CLOCK_MONOTONIC
#endif

static uint64_t read_ms(clockid_t clock) {
  struct timespec now;

  if (clock_gettime(clock, &now) != 0)
    return 0;
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* No event tells of it: how long a turn takes differs from run to run, and a
 * trace must not. */
static void tell_long(struct bt_task *t, uint64_t ms) {
  char text[512];

  snprintf(text, sizeof text,
           "task %s held the loop for %" PRIu64 " ms: no other task, timer or "
           "input had a turn; let it wait in between, or offload the work",
           t->name, ms);
  bt_tell(t->loop, "blocked", text);
}

/* The processor's clock is dear to read, so that is done now and then; what it
 * says of a turn is off by that much at the most. */
void bt_diagnose_before(struct bt_loop *loop) {
  loop->turn_began = read_ms(WALL);
  if (loop->turn_began - loop->wall_seen < SAMPLE_MS)
    return;
  loop->wall_seen = loop->turn_began;
  loop->cpu_seen = read_ms(CLOCK_THREAD_CPUTIME_ID);
}

/* t may have ended: its block stays as it was until the next spawn. */
void bt_diagnose_after(struct bt_task *t) {
  struct bt_loop *loop = t->loop;
  uint64_t cpu;

  if (read_ms(WALL) - loop->turn_began <= LONG_TURN_MS)
    return;
  cpu = read_ms(CLOCK_THREAD_CPUTIME_ID);
  if (cpu - loop->cpu_seen > LONG_TURN_MS)
    tell_long(t, cpu - loop->cpu_seen);
}
