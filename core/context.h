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

/* Where nothing has to be told of a switch, it is written where it happens:
 * the compiler then saves the registers that are in use there, no others. */
#if defined(__x86_64__) && !defined(BT_UCONTEXT) && !defined(BT_ASAN) &&       \
    !defined(BT_TSAN)
#define BT_INLINE_SWITCH
#endif

struct bt_context {
  void *sp; /* where it goes on; valid while it does not run */
#ifdef BT_INLINE_SWITCH
  void *pc, *bp;
#endif
#ifdef BT_UCONTEXT
  ucontext_t ucontext;
#endif
#ifdef BT_ASAN
  const void *bottom;
  size_t size;
  void *fake;
#endif
#ifdef BT_TSAN
  void *fiber; /* to switch to: a coroutine's, where one runs in a task */
  void *made;  /* bt_context_make's own */
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
#ifdef BT_INLINE_SWITCH
static inline __attribute__((always_inline)) void
bt_context_switch(struct bt_context *from, struct bt_context *to) {
  /* It ends in a jump: a ret would go where the processor's return predictor
   * does not expect it. endbr64 is where control-flow protection lets an
   * indirect jump arrive. The frame pointer cannot be named as clobbered. */
  __asm__ volatile("movq %%rsp, 0(%0)\n\t"
                   "leaq 1f(%%rip), %%rcx\n\t"
                   "movq %%rcx, 8(%0)\n\t"
                   "movq %%rbp, 16(%0)\n\t"
                   "movq 0(%1), %%rsp\n\t"
                   "movq 16(%1), %%rbp\n\t"
                   "jmpq *8(%1)\n"
                   "1:\n\t"
                   "endbr64"
                   : "+a"(from), "+d"(to)
                   :
                   : "rbx", "rcx", "rsi", "rdi", "r8", "r9", "r10", "r11",
                     "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3",
                     "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
                     "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "cc",
                     "memory");
}
#else
void bt_context_switch(struct bt_context *from, struct bt_context *to);
#endif

/* Tells Valgrind about a stack; 0 where it does not run. */
unsigned bt_context_register(void *low, void *high);
void bt_context_unregister(unsigned id);

#endif
