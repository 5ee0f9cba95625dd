/* SPDX-License-Identifier: MIT-0 */
/* context: a stack to run on, and the switch from one to another.
 *
 * The only place that knows machines, sanitizers and Valgrind. A switch saves
 * the registers that a called function must keep, and nothing else: neither
 * signal masks nor the floating-point modes.
 *
 * Source  the shape of every hand-written switch since Unix's swtch: push,
 *         exchange the stack pointers, pop, jump.
 */
#ifndef BT_CONTEXT_H
#define BT_CONTEXT_H

#include <stddef.h>

#if !defined(BT_UCONTEXT) && !defined(__x86_64__) && !defined(__aarch64__)
#define BT_UCONTEXT
#endif
#ifdef BT_UCONTEXT
#include <ucontext.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define BT_ASAN
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BT_ASAN
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define BT_TSAN
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BT_TSAN
#endif
#endif

struct bt_context {
  void *sp; /* where it goes on; valid while it does not run */
#ifdef BT_UCONTEXT
  ucontext_t ucontext;
#endif
#ifdef BT_ASAN
  const void *bottom;
  size_t size;
  void *fake;
#endif
#ifdef BT_TSAN
  void *fiber;
#endif
};

/* The context of the stack that calls this. */
void bt_context_init(struct bt_context *context);

/* A context that will call entry on the size bytes of stack above low. entry
 * must call bt_context_enter first and never return. */
void bt_context_make(struct bt_context *context, void *low, size_t size,
                     void (*entry)(void));
void bt_context_enter(void);

/* Gives back what the sanitizers keep for a context that bt_context_make
 * made, and forgets what they knew of its stack. */
void bt_context_free(struct bt_context *context, void *low, size_t size);

/* Goes on in to; returns when somebody switches back to from. */
void bt_context_switch(struct bt_context *from, struct bt_context *to);

/* Tells Valgrind about a stack; 0 where it does not run. */
unsigned bt_context_register(void *low, void *high);
void bt_context_unregister(unsigned id);

#endif
