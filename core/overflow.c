/* SPDX-License-Identifier: MIT-0 */
/* Stack overflow: reported by the task's name, on a stack of its own. */
#define _GNU_SOURCE /* sigaltstack, SA_ONSTACK */
#include "internal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALT_STACK = 64 * 1024 };

static _Thread_local void *alt_stack; /* NULL: the program has its own */
static struct sigaction before[2];
static int watchers; /* loops open; guarded by the builtin below */
static const int signals[2] = {SIGSEGV, SIGBUS};

static void say(const char *text) {
  ssize_t n = write(STDERR_FILENO, text, strlen(text));

  (void)n; /* nothing better can be done here */
}

void bt_overflowed(const struct bt_task *t) {
  say("baton: stack overflow in task ");
  say(t->name);
  say("; it needs more stack than it was given: recurse less, move large "
      "variables to the heap, or spawn it with a larger stack_size\n");
  abort();
}

static void on_fault(int sig, siginfo_t *info, void *context) {
  struct bt_loop *loop = bt_loop_here;
  struct sigaction *old = &before[sig == signals[1]];

  (void)context;
  if (loop && loop->running &&
      bt_stack_overran(bt_current_stack(loop->running), info->si_addr))
    bt_overflowed(loop->running);
  /* Not ours: as if we had not been here. The instruction faults again. */
  sigaction(sig, old, NULL);
}

static void take_alt_stack(void) {
  stack_t now, mine = {.ss_size = ALT_STACK};

  if (sigaltstack(NULL, &now) == 0 && !(now.ss_flags & SS_DISABLE))
    return;
  mine.ss_sp = malloc(ALT_STACK);
  if (mine.ss_sp && sigaltstack(&mine, NULL) == 0)
    alt_stack = mine.ss_sp;
  else
    free(mine.ss_sp);
}

void bt_overflow_watch(void) {
  struct sigaction action;

  take_alt_stack();
  if (__atomic_fetch_add(&watchers, 1, __ATOMIC_SEQ_CST) > 0)
    return;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < 2; i++)
    sigaction(signals[i], &action, &before[i]);
}

void bt_overflow_unwatch(void) {
  stack_t off = {.ss_flags = SS_DISABLE};

  if (__atomic_sub_fetch(&watchers, 1, __ATOMIC_SEQ_CST) == 0)
    for (int i = 0; i < 2; i++)
      sigaction(signals[i], &before[i], NULL);
  if (!alt_stack)
    return;
  if (sigaltstack(&off, NULL) == 0)
    free(alt_stack);
  alt_stack = NULL;
}
