/* SPDX-License-Identifier: MIT-0 */
/* What a task finds after a switch is what it left: registers, stack, calls. */
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 100, TASKS = 5 };

static int in_all_tasks(bt_fn *fn) {
  struct bt_task *tasks[TASKS];
  int rc = 0;

  for (uintptr_t i = 0; i < TASKS; i++)
    tasks[i] = spawn("T", fn, NUMBER(i + 1));
  for (int i = 0; i < TASKS; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

/* ---- Registers -------------------------------------------------------- */

/* More whole numbers than a machine has registers to keep across a call. */
static int keeps_whole_numbers(void *number) {
  uintptr_t n = (uintptr_t)number, a = n, b = n * 2, c = n * 3, d = n * 4,
            e = n * 5, f = n * 6, g = n * 7, h = n * 8, i = n * 9, j = n * 10,
            k = n * 11, l = n * 12;

  for (int round = 0; round < ROUNDS; round++) {
    assert_int_equal(bt_yield(), 0);
    a += b, b += c, c += d, d += e, e += f, f += g;
    assert_int_equal(bt_yield(), 0);
    g += h, h += i, i += j, j += k, k += l, l += a;
  }
  return (int)((a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l) & 0xffff);
}

/* The same with fractions, some of which arm64 keeps in d8 to d15. */
static int keeps_fractions(void *number) {
  double n = (double)(uintptr_t)number, a = n, b = n / 2, c = n / 3, d = n / 4,
         e = n / 5, f = n / 6, g = n / 7, h = n / 8, i = n / 9, j = n / 10;

  for (int round = 0; round < ROUNDS; round++) {
    assert_int_equal(bt_yield(), 0);
    a = a / 2 + b, b = b / 2 + c, c = c / 2 + d, d = d / 2 + e;
    assert_int_equal(bt_yield(), 0);
    e = e / 2 + f, f = f / 2 + g, g = g / 2 + h, h = h / 2 + i;
    i = i / 2 + j, j = j / 2 + n;
  }
  return (int)((a + b + c + d + e + f + g + h + i + j) * 1000);
}

static bt_fn *keeps;
static int alone[TASKS + 1];

static int is_as_alone(void *number) {
  return keeps(number) == alone[(uintptr_t)number] ? 0 : UV_EINVAL;
}

static int keeps_in_all_tasks(void *unused) {
  (void)unused;
  for (uintptr_t n = 1; n <= TASKS; n++)
    alone[n] = keeps(NUMBER(n));
  return in_all_tasks(is_as_alone);
}

static void registers_survive_switches(void **state) {
  (void)state;
  keeps = keeps_whole_numbers;
  assert_int_equal(run(keeps_in_all_tasks), 0);
  keeps = keeps_fractions;
  assert_int_equal(run(keeps_in_all_tasks), 0);
}

/* ---- Stack ------------------------------------------------------------ */

/* Parks at each depth, on the way down and up. */
static unsigned dig(unsigned depth) {
  volatile char hole[500];
  unsigned below = 0;

  memset((char *)hole, (int)depth, sizeof hole);
  assert_int_equal(bt_yield(), 0);
  if (depth > 0)
    below = dig(depth - 1);
  assert_int_equal(bt_yield(), 0);
  for (size_t i = 0; i < sizeof hole; i++)
    assert_int_equal(hole[i], (char)depth);
  return below + depth;
}

static int digs(void *number) {
  return dig(50 + (unsigned)(uintptr_t)number) > 0 ? 0 : UV_EINVAL;
}

static int dig_in_all_tasks(void *unused) {
  (void)unused;
  return in_all_tasks(digs);
}

static void stacks_keep_their_frames(void **state) {
  (void)state;
  assert_int_equal(run(dig_in_all_tasks), 0);
}

static int is_aligned(void *unused) {
  _Alignas(16) char bytes[16];
  uintptr_t address = (uintptr_t)bytes;
  char text[64];

  (void)unused;
  __asm__("" : "+r"(address)); /* the compiler knows what it must be */
  assert_int_equal(address % 16, 0);
  assert_int_equal((uintptr_t)__builtin_frame_address(0) % 16, 0);
  snprintf(text, sizeof text, "%.3f %.1Lf", 2.125, (long double)0.5);
  assert_string_equal(text, "2.125 0.5");
  return 0;
}

static int names_of_all_lengths(void *unused) {
  char name[300] = "";

  (void)unused;
  for (int i = 0; i < 299; i++) {
    name[i] = 'n';
    assert_int_equal(bt_await(spawn(name, is_aligned, NULL)), 0);
  }
  return 0;
}

static void stack_is_aligned_as_calls_need_it(void **state) {
  (void)state;
  assert_int_equal(run(names_of_all_lengths), 0);
}

/* ---- Jumps within a task ---------------------------------------------- */

static int jumps(void *number) {
  jmp_buf back;
  volatile int rounds = 0;

  if (setjmp(back) < 10) {
    rounds++;
    assert_int_equal(bt_yield(), 0);
    longjmp(back, rounds);
  }
  return rounds == 10 ? 0 : (int)(uintptr_t)number;
}

static int jump_in_all_tasks(void *unused) {
  (void)unused;
  return in_all_tasks(jumps);
}

static void long_jump_may_cross_waits(void **state) {
  (void)state;
  assert_int_equal(run(jump_in_all_tasks), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(registers_survive_switches),
      TEST(stacks_keep_their_frames),
      TEST(stack_is_aligned_as_calls_need_it),
      TEST(long_jump_may_cross_waits),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
