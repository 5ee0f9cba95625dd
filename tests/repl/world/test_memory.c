/* SPDX-License-Identifier: MIT-0 */
/* Each allocation fails in turn: every function says so, nothing leaks, and
 * what was there before is still as it was. */
#include <jansson.h>
#include <stdlib.h>

#include "bt_errors.h"
#include "failing.h"
#include "made.h"

/* ---- What is tried ---------------------------------------------------- */

static void a_program(void) {
  spawns(0, 1, "main");
  runs_at(1, "q.lua:3");
  for (uint32_t id = 2; id < 40; id++)
    spawns(1, id, id < 20 ? "w" : "v");
  lock_is(1, 100, "m", 1, 2, 3, 0);
  opens(1, 101, "group", "g", BT_NEVER);
  prints(1, "hello\n");
  blocks(1, "task w", 2, NULL);
  runs(2);
  blocks(2, "lock m", 100, "held");
  exits(1, "deadlock");
}

static int opens_and_closes(void) {
  struct log *log = log_open();
  struct world *w = log ? world_open(log) : NULL;
  int rc = w ? 0 : UV_ENOMEM;

  world_close(w);
  log_close(log);
  return rc;
}

/* Copies made into a log of its own; an event that finds no memory is tried
 * once more, and must then be as if nothing had happened. */
static int appends(void) {
  struct log *log = log_open();
  struct log_entry entry;
  int rc = log ? 0 : UV_ENOMEM;

  for (uint64_t k = 0; log && k < log_size(made); k++) {
    int again;

    log_get(made, k, &entry);
    again = log_append(log, &entry.event);
    if (again == 0)
      continue;
    assert_int_equal(log_size(log), k);
    rc = again;
    failing_stop();
    assert_int_equal(log_append(log, &entry.event), 0);
  }
  if (log) {
    assert_int_equal(log_size(log), log_size(made));
    assert_string_equal(log_label(log, 19), "w#18");
    assert_string_equal(log_label(log, 20), "v");
  }
  log_close(log);
  return rc;
}

/* A move that finds no memory ends somewhere on the way, all well. */
static int moves(void) {
  struct world *w = world_open(made);
  int rc = w ? world_go(w, log_size(made)) : UV_ENOMEM;

  if (w && rc < 0) {
    failing_stop();
    assert_true(world_events(w) < log_size(made));
    assert_int_equal(world_go(w, log_size(made)), 0);
  }
  if (w)
    assert_int_equal(world_n_live(w), 39);
  world_close(w);
  return rc;
}

static int tells(void) {
  struct world *w = world_open(made);
  int rc = w ? text_steps(&text, w, 0) : UV_ENOMEM;

  if (rc == 0) {
    text_tasks(&text, w);
    rc = text.error;
  }
  if (rc == 0)
    rc = text_graph(&text, w);
  if (rc == 0)
    rc = text_why(&text, w, "main");
  for (uint64_t n = 1; rc == 0 && n <= log_size(made); n++)
    rc = text_event(&text, w, n);
  world_close(w);
  buffer_fini(&text);
  return rc;
}

static char *whole;
static size_t n_whole;

static int reads(void) {
  struct log *log = log_open();
  FILE *in = fmemopen(whole, n_whole, "r");
  struct buffer message = {0};
  int rc = UV_ENOMEM;

  if (log && in)
    rc = trace_read(in, "t.jsonl", log, &message);
  if (in)
    fclose(in);
  buffer_fini(&message);
  log_close(log);
  return rc;
}

static int writes(void) {
  FILE *out = fopen("/dev/null", "w");
  int rc = out ? trace_write(out, made) : UV_ENOMEM;

  if (out)
    fclose(out);
  return rc;
}

/* ---- Tests ------------------------------------------------------------ */

static void opening_survives_a_lack_of_memory(void **state) {
  (void)state;
  failing_each(opens_and_closes);
}

static void a_log_survives_a_lack_of_memory(void **state) {
  (void)state;
  a_program();
  failing_each(appends);
}

static void a_world_survives_a_lack_of_memory(void **state) {
  (void)state;
  a_program();
  failing_each(moves);
}

static void views_survive_a_lack_of_memory(void **state) {
  (void)state;
  a_program();
  failing_each(tells);
}

static void traces_survive_a_lack_of_memory(void **state) {
  FILE *out = open_memstream(&whole, &n_whole);

  (void)state;
  assert_non_null(out);
  a_program();
  assert_int_equal(trace_write(out, made), 0);
  fclose(out);
  failing_each(writes);
  json_set_alloc_funcs(failing_malloc, free);
  failing_from_each(reads); /* jansson takes one lost string for a wrong one */
  json_set_alloc_funcs(malloc, free);
  free(whole);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(opening_survives_a_lack_of_memory),
      TEST(a_log_survives_a_lack_of_memory),
      TEST(a_world_survives_a_lack_of_memory),
      TEST(views_survive_a_lack_of_memory),
      TEST(traces_survive_a_lack_of_memory),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
