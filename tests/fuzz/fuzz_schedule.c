/* SPDX-License-Identifier: MIT-0 */
/* Any text as a schedule: it is refused, or it is followed, and then the
 * schedule that the loop gives back runs the program the same way again. */
#include <baton.h>
#include <host.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 64 };

/* Which task took each turn. */
static char order[MOST];
static size_t n_turns;

static int turns(void *arg) {
  int rc = 0;

  for (int i = 0; rc == 0 && i < 4; i++) {
    if (n_turns < MOST)
      order[n_turns++] = *(const char *)arg;
    rc = bt_yield();
  }
  return rc;
}

static int three(void *arg) {
  static char names[] = "abc";
  struct bt_task *tasks[3];
  int rc = 0;

  (void)arg;
  tasks[0] = bt_spawn_named("a", turns, &names[0]);
  tasks[1] = bt_spawn_named("b", turns, &names[1]);
  tasks[2] = bt_spawn_named("b", turns, &names[2]); /* "b#2" in a schedule */
  for (size_t i = 0; i < 3; i++) {
    int ended = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : ended;
  }
  return rc;
}

static void no_report(void *data, const char *rule, const char *text) {
  (void)data, (void)rule, (void)text;
}

/* Runs the program by text; its schedule in the caller's hands, or NULL where
 * text was refused or did not fit. */
static char *run(const char *text) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .order = BT_ORDER_SCHEDULE,
                               .schedule = text,
                               .report = no_report};
  int error;
  struct bt_loop *loop = bt_loop_open(&options, three, NULL, &error);
  char *schedule = NULL;

  n_turns = 0;
  if (!loop)
    return NULL;
  if (bt_loop_run(loop) == BT_STEP_ENDED)
    schedule = strdup(bt_loop_schedule(loop));
  (void)bt_loop_close(loop);
  return schedule;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = malloc(size + 1);
  char before[MOST], *first, *second;
  size_t n;

  if (!text)
    abort();
  memcpy(text, data, size);
  text[size] = '\0';
  first = run(text);
  n = n_turns;
  memcpy(before, order, sizeof before);
  if (first) {
    second = run(first);
    if (!second || strcmp(first, second) != 0 || n != n_turns ||
        memcmp(before, order, n) != 0)
      abort();
    free(second);
  }
  free(first);
  free(text);
  return 0;
}
