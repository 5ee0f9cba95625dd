/* SPDX-License-Identifier: MIT-0 */
/* Cycles of waits that were made at random, against another way to find them.
 */
#include <stdlib.h>
#include <string.h>

#include "made.h"

enum { MOST = 8 };

struct plan {
  enum { FREE, ALL, FIRST } how;
  bool ended;
  bool waits_for[MOST + 1];
};

static struct plan plan[MOST + 1];

static uint32_t below(uint32_t n) { return (uint32_t)rand() % n; }

static void park_at_random(uint32_t id, uint32_t n) {
  uint32_t list[3] = {1 + below(n), 1 + below(n), 1 + below(n)};
  bool first = below(2);

  plan[id].how = first ? FIRST : ALL;
  for (int i = 0; i < 3; i++)
    plan[id].waits_for[list[i]] = true;
  blocks_on(id, "wait", first ? "first" : "all", list[0], list[1], list[2], 0);
}

static void make_at_random(uint32_t n) {
  memset(plan, 0, sizeof plan);
  for (uint32_t id = 1; id <= n; id++)
    spawns(0, id,
           (const char *[]){"a", "b", "c", "d", "e", "f", "g", "h"}[id - 1]);
  for (uint32_t id = 1; id <= n; id++)
    if (below(8) == 0)
      sleeps(id, 1000);
    else
      park_at_random(id, n);
}

/* Who can go on, again and again, until nothing changes. */
static void find_stuck(uint32_t n, bool stuck[MOST + 1]) {
  for (uint32_t id = 1; id <= n; id++)
    stuck[id] = plan[id].how != FREE;
  for (bool more = true; more;) {
    more = false;
    for (uint32_t id = 1; id <= n; id++) {
      bool one = false, all = true;

      for (uint32_t other = 1; other <= n; other++)
        if (plan[id].waits_for[other]) {
          one |= !stuck[other];
          all &= !stuck[other];
        }
      if (stuck[id] && (plan[id].how == FIRST ? one : all))
        more = !(stuck[id] = false);
    }
  }
}

/* Whether a task comes back to itself along edges between stuck ones. */
static bool is_in_cycle(uint32_t task, uint32_t n, const bool stuck[MOST + 1]) {
  bool reached[MOST + 1] = {false};

  for (uint32_t round = 0; round <= n; round++)
    for (uint32_t id = 1; id <= n; id++)
      for (uint32_t other = 1; other <= n; other++)
        if (plan[id].waits_for[other] && stuck[id] && stuck[other] &&
            (id == task || reached[id]))
          reached[other] = true;
  return reached[task];
}

static void path_is_stuck(const struct waits *w, const bool stuck[MOST + 1]) {
  for (size_t i = 0; i < w->n_cycles; i++) {
    const struct waits_edge *path = w->path + w->cycles[i].first;
    size_t n = w->cycles[i].n;

    for (size_t j = 0; j < n; j++) {
      assert_true(stuck[path[j].task]);
      assert_true(plan[path[j].task].waits_for[path[j].other]);
      assert_int_equal(path[j].other, path[(j + 1) % n].task);
    }
  }
}

static void cycles_are_those_of_stuck_tasks(void **state) {
  bool stuck[MOST + 1];
  struct waits waits;

  (void)state;
  srand(7);
  for (int i = 0; i < 3000; i++) {
    uint32_t n = 2 + below(MOST - 1);
    bool any = false;

    made_end(NULL);
    assert_int_equal(made_begin(NULL), 0);
    make_at_random(n);
    go_end();
    find_stuck(n, stuck);
    for (uint32_t id = 1; id <= n; id++) {
      bool in_cycle = is_in_cycle(id, n, stuck);

      any |= in_cycle;
      assert_int_equal(waits_find(&waits, world, id), 0);
      assert_int_equal(waits.n_cycles, in_cycle);
      path_is_stuck(&waits, stuck);
      if (in_cycle)
        assert_int_equal(waits.path[0].task, id);
      waits_fini(&waits);
    }
    assert_int_equal(waits_find(&waits, world, 0), 0);
    assert_int_equal(waits.n_cycles > 0, any);
    path_is_stuck(&waits, stuck);
    waits_fini(&waits);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cycles_are_those_of_stuck_tasks),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
