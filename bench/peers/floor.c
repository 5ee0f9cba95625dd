/* SPDX-License-Identifier: MIT-0 */
/* The floor: Baton's switch and a ready queue, with no loop and no tasks round
 * it. What yields goes to the end of the queue, and its first one runs. With
 * "ucontext" as the second word, the same by the system's swapcontext; and as
 * many stacks with a guard page as the system allows. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>

#include "context.h"

enum { STACK = 64 * 1024, PAGE = 4096, MOST = 100 };

struct node {
  struct node *next, *prev;
  struct bt_context context;
  ucontext_t system;
};

static struct node nodes[MOST];
static struct node ready = {&ready, &ready, {0}, {0}}; /* and main's context */
static struct node *current;
static long left;
static int use_system;

static double now_ns(void) {
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void push(struct node *node) {
  node->next = &ready;
  node->prev = ready.prev;
  ready.prev->next = node;
  ready.prev = node;
}

static struct node *take(void) {
  struct node *first = ready.next;

  ready.next = first->next;
  first->next->prev = &ready;
  return first;
}

static void go_to(struct node *to) {
  struct node *from = current;

  current = to;
  if (use_system)
    swapcontext(&from->system, &to->system);
  else
    bt_context_switch(&from->context, &to->context);
}

static void body(void) {
  if (!use_system)
    bt_context_enter();
  while (left-- > 0) {
    push(current);
    go_to(take());
  }
  go_to(&ready);
}

static void make(struct node *node, char *stack) {
  if (!use_system) {
    bt_context_make(&node->context, stack, STACK, body);
    return;
  }
  getcontext(&node->system);
  node->system.uc_stack.ss_sp = stack;
  node->system.uc_stack.ss_size = STACK;
  makecontext(&node->system, body, 0);
}

static double yields(int n) {
  double start;
  long count = 5000000;

  left = count;
  for (int i = 0; i < n; i++) {
    char *stack = malloc(STACK + PAGE);

    if (!stack)
      exit(1);
    make(&nodes[i], stack + (i % 16) * 64); /* as Baton's pool does */
    push(&nodes[i]);
  }
  current = &ready;
  bt_context_init(&ready.context);
  start = now_ns();
  go_to(take());
  return (now_ns() - start) / (double)count;
}

/* The usual way: a mapping for each stack, its lowest page protected. */
static int guarded_stacks(int n) {
  for (int i = 0; i < n; i++) {
    char *stack = mmap(NULL, STACK + PAGE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (stack == MAP_FAILED || mprotect(stack, PAGE, PROT_NONE) != 0)
      return i;
  }
  return n;
}

int main(int argc, char **argv) {
  const char *row = argc > 1 ? argv[1] : "";

  use_system = argc > 2 && strcmp(argv[2], "ucontext") == 0;
  if (strcmp(row, "yield2") == 0) {
    printf("%.3f\n", yields(2));
  } else if (strcmp(row, "yield100") == 0) {
    printf("%.3f\n", yields(100));
  } else if (use_system && strcmp(row, "million") == 0) {
    printf("stops at %d\n", guarded_stacks(1000000));
    return 4;
  } else {
    return 3;
  }
  return 0;
}
