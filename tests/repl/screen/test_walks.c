/* SPDX-License-Identifier: MIT-0 */
/* Walks back, forward and into branches: whoever comes back to a step of a
 * branch sees the same frame again, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/screen.h"

enum { WALKS = 1000, MOVES = 12, WAYS = 3, VIEWS = 1500 };

static const char program[] =
    "local m, q = lock('m'), queue(2, 'q')\n"
    "local function prod() for i = 1, 6 do q:put(i) end end\n"
    "local function cons()\n"
    "  for i = 1, 6 do\n"
    "    local _ <close> = m:hold()\n"
    "    print('got', q:get())\n"
    "    sleep(3)\n"
    "  end\n"
    "end\n"
    "local function stat()\n"
    "  for i = 1, 3 do sleep(2) local _ <close> = m:hold() end\n"
    "end\n"
    "task_group(function(g)\n"
    "  g:spawn('prod', prod) g:spawn('cons', cons) g:spawn('stat', stat)\n"
    "end)\n";

/* What was seen at each event of the branch one is on, stepping by turns,
 * inside of one, by events; NULL: not seen yet. */
static char *seen[VIEWS];

static void forget_from(uint64_t event) {
  for (uint64_t i = WAYS * event; i < VIEWS; i++) {
    free(seen[i]);
    seen[i] = NULL;
  }
}

/* The rows of the panes: the head row says PAUSED or BACK as one stands. */
static char *panes(struct screen *screen) {
  struct buffer out = {0};
  const char *row;
  char *copy;

  assert_int_equal(screen_dump(screen, &out, dump_text), 0);
  row = strstr(buffer_text(&out), "tasks");
  assert_non_null(row);
  copy = strdup(row);
  assert_non_null(copy);
  buffer_fini(&out);
  return copy;
}

static void look(struct screen *screen, const struct session *s) {
  uint64_t at = WAYS * session_events(s) + (s->by_event ? 2 : s->part > 0);
  char *now = panes(screen);

  assert_true(at < VIEWS);
  if (seen[at]) {
    assert_string_equal(now, seen[at]);
    free(now);
  } else {
    seen[at] = now;
  }
}

/* The label of the ready task that stands at that place, or NULL. */
static const char *ready(struct session *s, size_t place) {
  uint32_t id = 0;

  assert_int_equal(session_look(s), 0);
  do
    id = world_next_ready(s->world, id);
  while (id && place-- > 0);
  return id ? log_label(s->log, id) : NULL;
}

static void pick(struct session *s) {
  const char *task = ready(s, (size_t)rand() % 3);
  uint64_t events = session_events(s), view = s->view;
  char name[64];

  if (!task)
    return;
  snprintf(name, sizeof name, "%s", task);
  assert_int_equal(session_pick(s, name), SESSION_OK);
  assert_true(s->view == view + 1 || (s->view == view && s->view > 0));
  forget_from(events);
}

static void move(struct session *s) {
  s->by_event = rand() % 2;
  switch (rand() % 4) {
  case 0:
    session_forward(s, 1 + (uint64_t)rand() % 6);
    break;
  case 1:
    session_back(s, (uint64_t)rand() % (s->by_event ? 40 : 9));
    break;
  case 2:
    session_step(s);
    break;
  case 3:
    pick(s);
    break;
  }
}

static int out(void *data, const char *text, size_t n) {
  (void)data;
  (void)text;
  (void)n;
  return 0;
}

static void report(void *data, const char *rule, const char *text) {
  (void)data;
  (void)rule;
  (void)text;
}

static void walk(struct session *s, struct screen *screen) {
  assert_int_equal(session_reset(s), STATUS_FINE);
  forget_from(0);
  for (int i = 0; i < MOVES; i++) {
    move(s);
    look(screen, s);
  }
}

static void frames_are_the_same_whichever_way_one_came(void **state) {
  struct source source;
  struct runner_options options = {.clock = BT_CLOCK_VIRTUAL,
                                   .source = &source};
  struct listener listener = {.out = out, .report = report};
  struct screen_options how = {
      .title = "walk", .source = &source, .dump_w = 80, .dump_h = 24};
  struct session session;
  struct prompt prompt;
  struct screen *screen;
  const char *why;

  (void)state;
  srand(7);
  assert_int_equal(source_from_text(&source, "walk.lua", program), 0);
  prompt_init(&prompt, &session);
  assert_int_equal(session_open(&session, &options, &listener, true),
                   STATUS_FINE);
  screen = screen_open(&how, &prompt, &why);
  assert_non_null(screen);
  for (int i = 0; i < WALKS; i++)
    walk(&session, screen);
  forget_from(0);
  screen_close(screen);
  session_close(&session);
  prompt_fini(&prompt);
  source_free(&source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(frames_are_the_same_whichever_way_one_came),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
