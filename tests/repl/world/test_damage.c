/* SPDX-License-Identifier: MIT-0 */
/* Whatever a trace says, it is read, shown as far as it goes, or refused. */
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "made.h"

static uint32_t below(uint32_t n) { return (uint32_t)rand() % n; }

/* Looks at everything, from the front and from the back. */
static void look_at_all(struct log *log) {
  struct world *w = world_open(log);
  char label[16];

  assert_non_null(w);
  assert_int_equal(text_steps(&text, w, 0), 0);
  for (uint64_t k = log_size(log) + 1; k-- > 0;) {
    assert_int_equal(world_go(w, k), 0);
    if (k % 7)
      continue;
    text_tasks(&text, w);
    assert_int_equal(text_graph(&text, w), 0);
    snprintf(label, sizeof label, "%u", 1 + below(4));
    text_why(&text, w, label);
  }
  for (uint64_t n = log_size(log); n > 0; n -= n < 3 ? n : 3)
    assert_int_equal(text_event(&text, w, n), 0);
  for (size_t i = 0; i < text.n; i++)
    assert_true((unsigned char)text.data[i] >= ' ' || text.data[i] == '\n');
  buffer_clear(&text);
  world_close(w);
}

/* ---- Damaged files ---------------------------------------------------- */

static void a_small_program(void) {
  spawns(0, 1, "main");
  runs_at(1, "q.lua:3");
  lock_is(1, 10, "m", 1, 0);
  opens(1, 5, "group", "g", BT_NEVER);
  spawns_into(1, 2, "a", 5);
  spawns_into(1, 3, "b", 5);
  blocks(1, "group g", 5, "live children");
  chooses("task", 2, 1);
  runs_at(3, "q.lua:9");
  prints(3, "h\xc3\xa9\n\xff");
  lock_is(3, 10, "m", 1, 3, 0);
  blocks(3, "lock m", 10, "held");
  runs(2);
  queue_is(2, 11, "q", 1, 2);
  sleeps(2, 10250);
  jumps(10250);
  calls("timeout", 2);
  cancels(0, 3, "timeout");
  becomes_ready(3, 0, "cancel");
  runs(3);
  ends(3, "cancelled", "stop");
  warns("rule", "text");
  exits(1, "deadlock");
}

static void damage(char *bytes, size_t *n) {
  size_t at = below((uint32_t)*n), length = 1 + below(40);

  if (length > *n - at)
    length = *n - at;
  switch (below(5)) {
  case 0: /* another byte */
    bytes[at] = (char)below(256);
    break;
  case 1: /* another digit, which often still parses */
    while (at < *n && (bytes[at] < '0' || bytes[at] > '9'))
      at++;
    if (at < *n)
      bytes[at] = (char)('0' + below(10));
    break;
  case 2: /* something is lost */
    memmove(bytes + at, bytes + at + length, *n - at - length);
    *n -= length;
    break;
  case 3: /* something comes twice */
    memmove(bytes + at + length, bytes + at, *n - at);
    *n += length;
    break;
  case 4: /* the end is lost */
    *n = at;
    break;
  }
}

static void read_damaged(const char *bytes, size_t n) {
  struct log *log = log_open();
  struct buffer message = {0};
  FILE *in = n ? fmemopen((void *)(uintptr_t)bytes, n, "r") : NULL;
  int rc;

  assert_non_null(log);
  if (in) {
    rc = trace_read(in, "t.jsonl", log, &message);
    assert_true(rc == 0 || rc == UV_EINVAL || rc == UV_EOF || rc == UV_ENOTSUP);
    assert_int_equal(rc != 0, message.n != 0);
    fclose(in);
    look_at_all(log);
  }
  buffer_fini(&message);
  log_close(log);
}

static void damaged_files_are_shown_as_far_as_they_go(void **state) {
  enum { ROUNDS = 1500, MOST = 6 };
  char *whole = NULL, *bytes;
  size_t n_whole, n;
  FILE *out = open_memstream(&whole, &n_whole);

  (void)state;
  assert_non_null(out);
  srand(3);
  a_small_program();
  assert_int_equal(trace_write(out, made), 0);
  fclose(out);
  bytes = malloc(n_whole + MOST * 41);
  assert_non_null(bytes);
  for (int i = 0; i < ROUNDS; i++) {
    n = n_whole;
    memcpy(bytes, whole, n);
    for (uint32_t j = below(MOST) + 1; j > 0 && n > 0; j--)
      damage(bytes, &n);
    read_damaged(bytes, n);
  }
  free(bytes);
  free(whole);
}

static void every_prefix_of_a_file_is_shown(void **state) {
  char *whole = NULL;
  size_t n_whole;
  FILE *out = open_memstream(&whole, &n_whole);

  (void)state;
  assert_non_null(out);
  a_small_program();
  assert_int_equal(trace_write(out, made), 0);
  fclose(out);
  for (size_t n = 0; n < n_whole; n += 3)
    read_damaged(whole, n);
  free(whole);
}

/* ---- Events that make no sense ---------------------------------------- */

static uint32_t wild_id(void) {
  return below(20) ? below(8) : (uint32_t)rand() * 2u + below(2);
}

static const char *wild_text(void) {
  static const char *const texts[] = {
      "lock m", "task a", "group g",  "queue q", "timer",      "turn",
      "",       "spawn",  "wake",     "done",    "cancel",     "open",
      "close",  "ok",     "deadlock", "\x1b[2J", "holder",     "cancelled",
      "%s%n",   "task",   "first",    "gather",  "first error"};

  return texts[below(sizeof texts / sizeof *texts)];
}

static const char *wild_note(void) { return below(20) ? wild_text() : NULL; }

static uint64_t wild_time(void) { return below(3) ? below(90000) : BT_NEVER; }

static void wild_state(struct bt_trace_event *e) {
  static uint32_t list[2];
  static struct bt_field fields[2];

  list[0] = wild_id();
  list[1] = wild_id();
  e->u.object.gone = below(8) == 0;
  e->u.object.fields = fields;
  e->u.object.n_fields = below(3);
  for (size_t i = 0; i < e->u.object.n_fields; i++)
    fields[i] = (struct bt_field){.name = below(2) ? "holder" : wild_text(),
                                  .kind = (enum bt_field_kind)below(5),
                                  .number = wild_id(),
                                  .list = list,
                                  .n = below(3),
                                  .text = wild_note()};
}

static void wild_ids(struct bt_ids *ids) {
  static uint32_t lists[2][3];
  uint32_t *list = lists[below(2)];

  for (int i = 0; i < 3; i++)
    list[i] = wild_id();
  *ids = (struct bt_ids){below(3) ? list : NULL, 0};
  ids->n = ids->list ? below(4) : 0;
}

static void wild_output(struct bt_trace_event *e) {
  e->u.out.data = below(2) ? "\xff\0" : "a line\n";
  e->u.out.n = below(3);
}

static void wild_part(const struct bt_part *part, struct bt_trace_event *e) {
  void *value = (char *)e + part->offset;

  switch (part->kind) {
  case BT_PART_NUMBER:
  case BT_PART_ID:
    *(uint32_t *)value = wild_id();
    break;
  case BT_PART_STATUS:
    *(int *)value = (int)wild_id();
    break;
  case BT_PART_TIME:
  case BT_PART_UNTIL:
    *(uint64_t *)value = wild_time();
    break;
  case BT_PART_TEXT:
    *(const char **)value = wild_text();
    break;
  case BT_PART_NOTE:
    *(const char **)value = wild_note();
    break;
  case BT_PART_STATE:
    wild_state(e);
    break;
  case BT_PART_IDS:
    wild_ids(value);
    break;
  case BT_PART_OUTPUT:
    wild_output(e);
    break;
  }
}

static void wild_event(void) {
  struct bt_trace_event e = {.ev = (enum bt_ev)below(BT_EV_COUNT),
                             .task = wild_id()};

  for (const struct bt_part *part = bt_ev_parts(e.ev); part->name; part++)
    wild_part(part, &e);
  emit(e);
}

static void events_that_make_no_sense_do_no_harm(void **state) {
  (void)state;
  srand(5);
  for (int i = 0; i < 60; i++) {
    made_end(NULL);
    assert_int_equal(made_begin(NULL), 0);
    for (int j = 0; j < 400; j++)
      wild_event();
    look_at_all(made);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(damaged_files_are_shown_as_far_as_they_go),
      TEST(every_prefix_of_a_file_is_shown),
      TEST(events_that_make_no_sense_do_no_harm),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
