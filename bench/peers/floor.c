/* SPDX-License-Identifier: MIT-0 */
/* The floor: a switch and a ring of contexts, no loop and no tasks round it;
 * with "ucontext" as the second word, the system's swapcontext. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>

#include "context.h"

enum { STACK = 64 * 1024, MOST = 100 };

struct node {
  struct node *next;
  struct bt_context context;
  ucontext_t system;
};

static struct node nodes[MOST + 1]; /* the last one is main's */
static struct node *current;
static long left;
static int use_system;

static double now_ns(void) {
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
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
  while (left-- > 0)
    go_to(current->next);
  go_to(&nodes[MOST]);
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
    char *stack = malloc(STACK + 4096);

    if (!stack)
      exit(1);
    stack += (i % 16) * 64; /* as Baton's pool does */
    make(&nodes[i], stack);
    nodes[i].next = &nodes[(i + 1) % n];
  }
  current = &nodes[MOST];
  bt_context_init(&nodes[MOST].context);
  start = now_ns();
  go_to(&nodes[0]);
  return (now_ns() - start) / (double)count;
}

int main(int argc, char **argv) {
  const char *row = argc > 1 ? argv[1] : "";

  use_system = argc > 2 && strcmp(argv[2], "ucontext") == 0;
  if (strcmp(row, "yield2") == 0)
    printf("%.3f\n", yields(2));
  else if (strcmp(row, "yield100") == 0)
    printf("%.3f\n", yields(100));
  else
    return 3;
  return 0;
}
