/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_queue.h"

#include <string.h>

static struct bt_queue q;

/* Items are letters, or, in a priority queue, ranks with a letter. */
static char letters[] = "abcdefghijklmnopqrstuvwxyz";

static void *item(char letter) { return &letters[letter - 'a']; }

static size_t capacity;
static enum bt_queue_order order;
static bt_fn *body;

static int has_a_queue(void *unused) {
  int rc;

  bt_queue_init(&q, capacity, order, "q");
  rc = body(unused);
  bt_queue_fini(&q);
  return rc;
}

static int run_queue(size_t of_capacity, enum bt_queue_order of_order,
                     bt_fn *program) {
  capacity = of_capacity;
  order = of_order;
  body = program;
  return run(has_a_queue);
}

static int puts_letters(void *text) {
  int rc = 0;

  for (const char *s = text; rc == 0 && *s; s++) {
    rc = bt_queue_put(&q, item(*s));
    if (rc == 0)
      say("put %c", *s);
  }
  return rc;
}

static int gets(void *n) {
  for (uintptr_t i = 0; i < (uintptr_t)n; i++) {
    void *got;
    int rc = bt_queue_get(&q, &got);

    if (rc < 0)
      return say_rc("get", rc);
    say("got %c", *(char *)got);
  }
  return 0;
}

/* Takes out all that is there, in one word. */
static void drain(char *word) {
  void *got;

  while (bt_queue_try_get(&q, &got) == 0)
    *word++ = *(char *)got;
  *word = '\0';
}

/* ---- Order ------------------------------------------------------------ */

static int mixes_puts_and_gets(void *unused) {
  char word[32];
  void *got;

  (void)unused;
  for (const char *s = "abcdefghijkl"; *s; s++)
    assert_int_equal(bt_queue_try_put(&q, item(*s)), 0);
  for (int i = 0; i < 5; i++)
    assert_int_equal(bt_queue_try_get(&q, &got), 0);
  for (const char *s = "mnopqrstuvwx"; *s; s++)
    assert_int_equal(bt_queue_try_put(&q, item(*s)), 0);
  say("%zu items, full: %d", bt_queue_size(&q), bt_queue_full(&q));
  drain(word);
  say("%s", word);
  assert_int_equal(bt_queue_try_get(&q, &got), UV_EAGAIN);
  return 0;
}

static void fifo_gives_the_oldest_first(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, BT_FIFO, mixes_puts_and_gets), 0);
  said("0 main 19 items, full: 0\n"
       "0 main fghijklmnopqrstuvwx\n");
}

static void lifo_gives_the_newest_first(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, BT_LIFO, mixes_puts_and_gets), 0);
  said("0 main 19 items, full: 0\n"
       "0 main xwvutsrqponmgfedcba\n");
}

struct ranked {
  long rank;
  unsigned number;
};

static bool higher_first(const void *a, const void *b) {
  return ((const struct ranked *)a)->rank > ((const struct ranked *)b)->rank;
}

enum { MANY = 500 };

static struct ranked ranked[MANY];

/* As a stable sort would: by rank, ties as they came. */
static int sorts(void *unused) {
  struct ranked *last = NULL;
  bool up = q.before != higher_first;
  void *got;

  (void)unused;
  for (unsigned i = 0; i < MANY; i++) {
    ranked[i] = (struct ranked){(long)bt_random(40) - 20, i};
    assert_int_equal(bt_queue_try_put(&q, &ranked[i]), 0);
  }
  for (unsigned i = 0; i < MANY; i++) {
    struct ranked *next;

    assert_int_equal(bt_queue_try_get(&q, &got), 0);
    next = got;
    if (last && last->rank == next->rank)
      assert_true(last->number < next->number);
    else if (last)
      assert_true(up ? last->rank < next->rank : last->rank > next->rank);
    last = next;
  }
  return 0;
}

static int sorts_the_other_way_round(void *unused) {
  q.before = higher_first;
  return sorts(unused);
}

static void priority_gives_the_smallest_first_ties_as_they_came(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, BT_PRIORITY, sorts), 0);
  assert_int_equal(run_queue(0, BT_PRIORITY, sorts_the_other_way_round), 0);
}

/* ---- Waiting ---------------------------------------------------------- */

static int producer_and_consumer(void *unused) {
  struct bt_task *a = spawn("A", puts_letters, "abcd");
  struct bt_task *b = spawn("B", gets, NUMBER(4));

  (void)unused;
  return bt_await(a) | bt_await(b);
}

static void put_waits_while_full_and_get_while_empty(void **state) {
  (void)state;
  assert_int_equal(run_queue(1, BT_FIFO, producer_and_consumer), 0);
  said("0 A put a\n"
       "0 B got a\n"
       "0 A put b\n"
       "0 B got b\n"
       "0 A put c\n"
       "0 B got c\n"
       "0 A put d\n"
       "0 B got d\n");
}

static int puts_without_waiting(void *unused) {
  (void)unused;
  turns_begin();
  puts_letters("abc");
  say_rc("try", bt_queue_try_put(&q, item('d')));
  gets(NUMBER(3));
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void neither_waits_while_it_need_not(void **state) {
  (void)state;
  assert_int_equal(run_queue(3, BT_FIFO, puts_without_waiting), 0);
  said("0 main put a\n0 main put b\n0 main put c\n"
       "0 main try: EAGAIN\n"
       "0 main got a\n0 main got b\n0 main got c\n");
}

static void spawn_abc(bt_fn *fn, void *const args[3]) {
  for (size_t i = 0; i < 3; i++)
    spawn_nth(i, fn, args[i]);
  assert_int_equal(bt_yield(), 0);
}

static int await_abc(void) { return await_abcd(3, 0) == 3 ? 0 : UV_EINVAL; }

static int three_getters(void *unused) {
  (void)unused;
  spawn_abc(gets, (void *[]){NUMBER(1), NUMBER(1), NUMBER(1)});
  puts_letters("ab");
  say("%zu items", bt_queue_size(&q));
  assert_int_equal(bt_sleep(5), 0);
  puts_letters("c");
  return await_abc();
}

/* Each put wakes one getter; the item stays until that one runs. */
static void getters_are_served_in_line_one_a_put(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, BT_FIFO, three_getters), 0);
  said("0 main put a\n0 main put b\n"
       "0 main 2 items\n"
       "0 A got a\n0 B got b\n"
       "5 main put c\n"
       "5 C got c\n");
}

static int three_putters(void *unused) {
  (void)unused;
  puts_letters("z");
  spawn_abc(puts_letters, (void *[]){"a", "b", "c"});
  gets(NUMBER(1));
  assert_int_equal(bt_sleep(5), 0);
  gets(NUMBER(3));
  return await_abc();
}

/* At 5 ms, A's item is in. Taking it wakes B; then the queue is empty. */
static void putters_enter_in_line_one_a_get(void **state) {
  (void)state;
  assert_int_equal(run_queue(1, BT_FIFO, three_putters), 0);
  said("0 main put z\n"
       "0 main got z\n"
       "0 A put a\n"
       "5 main got a\n"
       "5 B put b\n"
       "5 main got b\n"
       "5 C put c\n"
       "5 main got c\n");
}

static struct ranked low = {1, 0}, high = {2, 0}, middle = {3, 0};

static int puts_ranked(void *ranked_item) {
  return bt_queue_put(&q, ranked_item);
}

static int fills_a_full_priority_queue(void *unused) {
  void *got;

  (void)unused;
  assert_int_equal(bt_queue_put(&q, &middle), 0);
  spawn_abc(puts_ranked, (void *[]){&high, &low, &middle});
  for (int i = 0; i < 4; i++) {
    assert_int_equal(bt_queue_get(&q, &got), 0);
    say("%ld", ((struct ranked *)got)->rank);
    assert_int_equal(bt_yield(), 0);
  }
  return await_abc();
}

static void putters_of_a_priority_queue_enter_in_line(void **state) {
  (void)state;
  assert_int_equal(run_queue(1, BT_PRIORITY, fills_a_full_priority_queue), 0);
  said("0 main 3\n0 main 2\n0 main 1\n0 main 3\n");
}

/* ---- Overtaking ------------------------------------------------------- */

static int getter_overtakes(void *unused) {
  (void)unused;
  spawn_abc(gets, (void *[]){NUMBER(1), NUMBER(1), NUMBER(1)});
  puts_letters("a");
  gets(NUMBER(1)); /* finds the item before A has run */
  assert_int_equal(bt_sleep(5), 0);
  puts_letters("bcd");
  return await_abc();
}

static void overtaken_getter_goes_to_the_end_of_the_line(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, BT_FIFO, getter_overtakes), 0);
  said("0 main put a\n"
       "0 main got a\n"
       "5 main put b\n5 main put c\n5 main put d\n"
       "5 B got b\n5 C got c\n5 A got d\n");
}

static int putter_overtakes(void *unused) {
  (void)unused;
  puts_letters("y");
  spawn_abc(puts_letters, (void *[]){"a", "b", "c"});
  gets(NUMBER(1));
  puts_letters("z"); /* finds room before A has run */
  for (int i = 0; i < 4; i++) {
    assert_int_equal(bt_sleep(5), 0);
    gets(NUMBER(1));
  }
  return await_abc();
}

static void overtaken_putter_goes_to_the_end_of_the_line(void **state) {
  (void)state;
  assert_int_equal(run_queue(1, BT_FIFO, putter_overtakes), 0);
  said("0 main put y\n"
       "0 main got y\n"
       "0 main put z\n"
       "5 main got z\n"
       "5 B put b\n"
       "10 main got b\n"
       "10 C put c\n"
       "15 main got c\n"
       "15 A put a\n"
       "20 main got a\n");
}

/* ---- Misuse, memory --------------------------------------------------- */

static int puts_nothing(void *unused) {
  (void)unused;
  return bt_queue_put(&q, NULL);
}

static int run_putting_nothing(void) {
  return run_queue(0, BT_FIFO, puts_nothing);
}

static void putting_null_is_misuse(void **state) {
  (void)state;
  aborts(run_putting_nothing,
         "baton: task main: NULL is put into a queue; items are pointers to "
         "something [Q-1]\n");
}

static int fills_and_drains(void *unused) {
  char word[32];
  int rc = 0;

  (void)unused;
  for (const char *s = letters; rc == 0 && *s; s++)
    rc = bt_queue_put(&q, item(*s));
  drain(word);
  assert_true(rc < 0 || strcmp(word, letters) == 0);
  assert_true(rc == 0 || strncmp(word, letters, strlen(word)) == 0);
  return rc;
}

static void refused_memory_keeps_the_items_that_are_in(void **state) {
  (void)state;
  body = fills_and_drains;
  capacity = 0;
  order = BT_FIFO;
  assert_int_equal(refuse_each(has_a_queue), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(fifo_gives_the_oldest_first),
      TEST(lifo_gives_the_newest_first),
      TEST(priority_gives_the_smallest_first_ties_as_they_came),
      TEST(put_waits_while_full_and_get_while_empty),
      TEST(neither_waits_while_it_need_not),
      TEST(getters_are_served_in_line_one_a_put),
      TEST(putters_enter_in_line_one_a_get),
      TEST(putters_of_a_priority_queue_enter_in_line),
      TEST(overtaken_getter_goes_to_the_end_of_the_line),
      TEST(overtaken_putter_goes_to_the_end_of_the_line),
      TEST(putting_null_is_misuse),
      TEST(refused_memory_keeps_the_items_that_are_in),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
