/* SPDX-License-Identifier: MIT-0 */
#include "context.h"

#include <stdint.h>
#include <string.h>

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif

#ifdef BT_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef BT_TSAN
#include <sanitizer/tsan_interface.h>
#endif

/* ---- The machine ------------------------------------------------------ */

#if !defined(BT_UCONTEXT) && !defined(BT_INLINE_SWITCH)
/* Saves what a callee must keep, stores the stack pointer in *from_sp, takes
 * to_sp and goes on there. It ends in a jump through a register: a ret would
 * go where the processor's return predictor does not expect it. */
void bt_context_swap(void **from_sp, void *to_sp) __asm__("bt_context_swap");
#endif

#if defined(BT_UCONTEXT) || defined(BT_INLINE_SWITCH)
/* nothing: the system's swapcontext does it, or context.h */
#elif defined(__x86_64__)
enum { SAVED = 6 };
__asm__(".text\n"
        ".p2align 4\n"
        ".globl bt_context_swap\n"
        "bt_context_swap:\n"
        "  pushq %rbp\n"
        "  pushq %rbx\n"
        "  pushq %r12\n"
        "  pushq %r13\n"
        "  pushq %r14\n"
        "  pushq %r15\n"
        "  movq %rsp, (%rdi)\n"
        "  movq %rsi, %rsp\n"
        "  popq %r15\n"
        "  popq %r14\n"
        "  popq %r13\n"
        "  popq %r12\n"
        "  popq %rbx\n"
        "  popq %rbp\n"
        "  popq %rcx\n"
        "  jmpq *%rcx\n");

/* What the pops above find: SAVED registers of 0 (a frame pointer of 0 ends
 * a debugger's backtrace), the entry, and the return address of nobody, which
 * also leaves the stack aligned as a call would. */
static void *first_frame(void *high, void (*entry)(void)) {
  uintptr_t top = (uintptr_t)high & ~(uintptr_t)15;
  uintptr_t *frame = (uintptr_t *)top - SAVED - 2;

  memset(frame, 0, (SAVED + 2) * sizeof *frame);
  frame[SAVED] = (uintptr_t)entry;
  return frame;
}
#elif defined(__aarch64__)
enum { SAVED = 20 };
__asm__(".text\n"
        ".p2align 4\n"
        ".globl bt_context_swap\n"
        "bt_context_swap:\n"
        "  sub sp, sp, #160\n"
        "  stp x19, x20, [sp, #0]\n"
        "  stp x21, x22, [sp, #16]\n"
        "  stp x23, x24, [sp, #32]\n"
        "  stp x25, x26, [sp, #48]\n"
        "  stp x27, x28, [sp, #64]\n"
        "  stp x29, x30, [sp, #80]\n"
        "  stp d8, d9, [sp, #96]\n"
        "  stp d10, d11, [sp, #112]\n"
        "  stp d12, d13, [sp, #128]\n"
        "  stp d14, d15, [sp, #144]\n"
        "  mov x9, sp\n"
        "  str x9, [x0]\n"
        "  mov sp, x1\n"
        "  ldp x19, x20, [sp, #0]\n"
        "  ldp x21, x22, [sp, #16]\n"
        "  ldp x23, x24, [sp, #32]\n"
        "  ldp x25, x26, [sp, #48]\n"
        "  ldp x27, x28, [sp, #64]\n"
        "  ldp x29, x16, [sp, #80]\n"
        "  ldp d8, d9, [sp, #96]\n"
        "  ldp d10, d11, [sp, #112]\n"
        "  ldp d12, d13, [sp, #128]\n"
        "  ldp d14, d15, [sp, #144]\n"
        "  add sp, sp, #160\n"
        "  mov x30, x16\n"
        "  br x16\n");

static void *first_frame(void *high, void (*entry)(void)) {
  uintptr_t top = (uintptr_t)high & ~(uintptr_t)15;
  uintptr_t *frame = (uintptr_t *)top - SAVED;

  memset(frame, 0, SAVED * sizeof *frame);
  frame[11] = (uintptr_t)entry; /* x30 */
  return frame;
}
#endif

/* ---- The sanitizers --------------------------------------------------- */

/* The context that was left, so that who arrives can tell ASan about it. */
#ifdef BT_ASAN
static _Thread_local struct bt_context *left;
#endif
/* The fiber of a task that was freed while it still ran on it. */
#ifdef BT_TSAN
static _Thread_local void *doomed;
#endif

#ifndef BT_INLINE_SWITCH
static void before_switch(struct bt_context *from, struct bt_context *to) {
#ifdef BT_ASAN
  left = from;
  __sanitizer_start_switch_fiber(&from->fake, to->bottom, to->size);
#endif
#ifdef BT_TSAN
  from->fiber = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(to->fiber, 0);
#endif
  (void)from;
  (void)to;
}
#endif

static void after_switch(struct bt_context *self) {
#ifdef BT_ASAN
  __sanitizer_finish_switch_fiber(self ? self->fake : NULL, &left->bottom,
                                  &left->size);
#endif
#ifdef BT_TSAN
  if (doomed)
    __tsan_destroy_fiber(doomed);
  doomed = NULL;
#endif
  (void)self;
}

/* ---- Contexts --------------------------------------------------------- */

void bt_context_init(struct bt_context *context) {
  memset(context, 0, sizeof *context);
#ifdef BT_TSAN
  context->fiber = __tsan_get_current_fiber();
#endif
}

void bt_context_make(struct bt_context *context, void *low, size_t size,
                     void (*entry)(void)) {
#ifdef BT_UCONTEXT
  memset(context, 0, sizeof *context);
  getcontext(&context->ucontext); /* fails on no system that has it */
  context->ucontext.uc_stack.ss_sp = low;
  context->ucontext.uc_stack.ss_size = size;
  makecontext(&context->ucontext, entry, 0);
#elif defined(BT_INLINE_SWITCH)
  /* As after a call: the address to return to is nobody's, and a frame pointer
   * of 0 ends a debugger's backtrace. */
  uintptr_t *top = (uintptr_t *)(((uintptr_t)low + size) & ~(uintptr_t)15);

  *--top = 0;
  *context = (struct bt_context){.sp = top, .pc = (void *)(uintptr_t)entry};
#else
  context->sp = first_frame((char *)low + size, entry);
#endif
#ifdef BT_ASAN
  context->bottom = low;
  context->size = size;
  context->fake = NULL;
#endif
#ifdef BT_TSAN
  context->fiber = context->made = __tsan_create_fiber(0);
#endif
}

void bt_context_enter(void) { after_switch(NULL); }

void bt_context_free(struct bt_context *context, void *low, size_t size) {
#ifdef BT_ASAN
  __asan_unpoison_memory_region(low, size); /* frames that never returned */
#endif
#ifdef BT_TSAN
  if (context->made == __tsan_get_current_fiber())
    doomed = context->made;
  else if (context->made)
    __tsan_destroy_fiber(context->made);
  context->made = NULL;
#endif
  (void)context;
  (void)low;
  (void)size;
}

#ifndef BT_INLINE_SWITCH
void bt_context_switch(struct bt_context *from, struct bt_context *to) {
  before_switch(from, to);
#ifdef BT_UCONTEXT
  swapcontext(&from->ucontext, &to->ucontext);
#else
  bt_context_swap(&from->sp, to->sp);
#endif
  after_switch(from);
}
#endif

unsigned bt_context_register(void *low, void *high) {
#ifdef VALGRIND_STACK_REGISTER
  return VALGRIND_STACK_REGISTER(low, high);
#else
  (void)low;
  (void)high;
  return 0;
#endif
}

void bt_context_unregister(unsigned id) {
#ifdef VALGRIND_STACK_REGISTER
  VALGRIND_STACK_DEREGISTER(id);
#else
  (void)id;
#endif
}
