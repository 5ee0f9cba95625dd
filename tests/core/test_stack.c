/* SPDX-License-Identifier: MIT-0 */
/* Stacks: their guards, where the system gives none, and where they end. */
#include "support.h"

#include <stdio.h>
#include <sys/mman.h>

/* The source itself, so that the system can be made to refuse. */
static bool no_guards, no_mprotect, no_mmap;
static unsigned dropped; /* stacks whose pages went back */

static int may_madvise(void *start, size_t size, int advice) {
  if (no_guards && advice == 102)
    return -1;
  dropped += advice == MADV_DONTNEED;
  return madvise(start, size, advice);
}

static int may_mprotect(void *start, size_t size, int protection) {
  return no_mprotect ? -1 : mprotect(start, size, protection);
}

static void *may_mmap(void *start, size_t size, int protection, int flags,
                      int fd, off_t offset) {
  if (no_mmap)
    return MAP_FAILED;
  return mmap(start, size, protection, flags, fd, offset);
}

#undef _DEFAULT_SOURCE
#define madvise may_madvise
#define mprotect may_mprotect
#define mmap may_mmap
#include "../../core/stack.c"
#undef madvise
#undef mprotect
#undef mmap

#if defined(BT_ASAN) || defined(BT_TSAN)
static const bool is_sanitized = true;
#else
static const bool is_sanitized = false;
#endif

static void system_gives_all(void) {
  no_guards = no_mprotect = no_mmap = false;
}

/* ---- Overflow --------------------------------------------------------- */

/* Uses up about 1 KB a call, as far down as it is told. */
static unsigned dig(unsigned kilobytes) {
  volatile unsigned char hole[1000];

  for (size_t i = 0; i < sizeof hole; i++)
    hole[i] = (unsigned char)kilobytes;
  return kilobytes == 0 ? hole[0] : hole[999] + dig(kilobytes - 1);
}

static int digs(void *kilobytes) {
  return (int)(dig((unsigned)(uintptr_t)kilobytes) & 1);
}

static int digs_too_deep(void *unused) {
  (void)unused;
  return bt_await(spawn("digger", digs, NUMBER(200)));
}

/* Steps into the guard, where there is none, and comes back. */
static int digs_too_deep_and_parks(void *unused) {
  unsigned sum = dig(70);

  (void)unused;
  return bt_yield() + (int)(sum & 1);
}

static int has_one_that_digs(void *unused) {
  (void)unused;
  return bt_await(spawn("digger", digs_too_deep_and_parks, NULL));
}

static int overflow(void) { return run(digs_too_deep); }
static int overrun(void) { return run(has_one_that_digs); }

static const char message[] =
    "baton: stack overflow in task digger; it needs more stack than it was "
    "given: recurse less, move large variables to the heap, or spawn it with a "
    "larger stack_size\n";

static void overflow_is_reported_by_the_tasks_name(void **state) {
  (void)state;
  aborts(overflow, message);
}

static void
overflow_is_reported_where_guards_are_protected_pages(void **state) {
  (void)state;
  no_guards = true;
  aborts(overflow, message);
  system_gives_all();
}

static void overflow_is_seen_by_its_canary_where_no_guard_can_be(void **state) {
  (void)state;
  if (is_sanitized || under_valgrind())
    skip(); /* they see it before we do */
  no_guards = no_mprotect = true;
  aborts(overrun, message);
  system_gives_all();
}

/* ---- Room ------------------------------------------------------------- */

static int uses(size_t stack_size, unsigned kilobytes) {
  struct bt_spawn_options options = {.name = "user", .stack_size = stack_size};
  struct bt_task *t = bt_spawn_with(&options, digs, NUMBER(kilobytes));

  return t ? bt_await(t) : UV_ENOMEM;
}

static int has_all_sorts(void *unused) {
  (void)unused;
  assert_in_range(uses(0, 50), 0, 1);
  assert_in_range(uses(64 * 1024, 50), 0, 1);
  assert_in_range(uses(64 * 1024 + 1, 800), 0, 1);
  assert_in_range(uses(1024 * 1024, 800), 0, 1);
  assert_int_equal(uses(1024 * 1024 + 1, 0), UV_ENOMEM);
  return 0;
}

static void tasks_have_the_stack_they_were_promised(void **state) {
  (void)state;
  assert_int_equal(run(has_all_sorts), 0);
  no_guards = no_mprotect = true;
  assert_int_equal(run(has_all_sorts), 0);
  system_gives_all();
}

static void main_may_have_a_large_stack(void **state) {
  (void)state;
  assert_in_range(run_with((struct bt_options){.stack_size = 1024 * 1024}, digs,
                           NUMBER(800)),
                  0, 1);
}

static void without_address_space_nothing_starts(void **state) {
  (void)state;
  no_mmap = true;
  assert_int_equal(run(digs_too_deep), UV_ENOMEM);
  system_gives_all();
}

static int spawns_until_refused(void *unused) {
  int n = 0;

  (void)unused;
  no_mmap = true; /* what is left of the first slab is all there is */
  for (;; n++) {
    struct bt_task *t = bt_spawn(give, NUMBER(0));

    if (!t)
      break;
    bt_drop(t);
  }
  return n;
}

static void spawn_fails_cleanly_when_address_space_runs_out(void **state) {
  (void)state;
  assert_int_equal(run(spawns_until_refused), 63);
  system_gives_all();
}

/* ---- Reuse ------------------------------------------------------------ */

static size_t resident_kilobytes(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  unsigned long pages = 0;

  if (!file)
    return 0;
  if (fscanf(file, "%*s %lu", &pages) != 1)
    pages = 0;
  fclose(file);
  return pages * 4;
}

static size_t peak, after;
static unsigned most_dropped; /* during one wait */

static int digs_and_waits(void *unused) {
  unsigned sum = dig(30);

  (void)unused;
  return bt_sleep(10) + (int)(sum & 1);
}

static int peaks_then_rests(void *unused) {
  enum { CROWD = 20000 };
  int rc = 0;

  (void)unused;
  for (int i = 0; i < CROWD; i++)
    bt_drop(spawn("user", digs_and_waits, NULL));
  rc |= bt_sleep(5);
  peak = resident_kilobytes();
  for (int i = 0; i < 8 * 1024; i++) { /* what is not used for long goes back */
    dropped = 0;
    rc |= bt_sleep(10);
    if (dropped > most_dropped)
      most_dropped = dropped;
  }
  after = resident_kilobytes();
  return rc;
}

static void memory_returns_after_a_peak(void **state) {
  size_t before = resident_kilobytes();

  (void)state;
  if (!before || under_valgrind() || is_sanitized)
    skip(); /* the system does not tell, or tells of their memory too */
  assert_int_equal(run(peaks_then_rests), 0);
  assert_true(peak - before > 20000 * 30);
  assert_true(after - before < (peak - before) / 4);
  assert_in_range(most_dropped, 1, 64); /* all at once would take long */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(overflow_is_reported_by_the_tasks_name),
      TEST(overflow_is_reported_where_guards_are_protected_pages),
      TEST(overflow_is_seen_by_its_canary_where_no_guard_can_be),
      TEST(tasks_have_the_stack_they_were_promised),
      TEST(main_may_have_a_large_stack),
      TEST(without_address_space_nothing_starts),
      TEST(spawn_fails_cleanly_when_address_space_runs_out),
      TEST(memory_returns_after_a_peak),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
