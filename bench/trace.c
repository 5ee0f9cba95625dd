/* SPDX-License-Identifier: MIT-0 */
/* `bench_trace FILE` writes a million events as lines of JSON and prints the
 * nanoseconds of processor time for one, the program's own part included. */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"

enum { TURNS = 110000 };

struct writer {
  FILE *file;
  struct bt_buffer line;
  unsigned long events;
};

static void write_line(void *data, const struct bt_trace_event *event) {
  struct writer *w = data;

  w->line.n = 0;
  w->events++;
  if (bt_json_event(&w->line, event) < 0 ||
      fwrite(w->line.data, 1, w->line.n, w->file) != w->line.n)
    exit(1);
}

static int yielder(void *arg) {
  int rc = 0;

  (void)arg;
  for (int i = 0; i < TURNS && rc == 0; i++)
    rc = bt_yield();
  return rc;
}

static int run(void *arg) {
  struct bt_task *t[2] = {bt_spawn(yielder, arg), bt_spawn(yielder, arg)};

  return t[0] && t[1] ? bt_await(t[0]) + bt_await(t[1]) : UV_ENOMEM;
}

int main(int argc, char **argv) {
  struct writer w = {.file = argc > 1 ? fopen(argv[1], "w") : NULL};
  struct bt_options options = {
      .clock = BT_CLOCK_VIRTUAL, .trace = write_line, .data = &w};

  if (!w.file || bt_run_with(&options, run, NULL) < 0 || fclose(w.file) != 0)
    return 1;
  free(w.line.data);
  printf("%.3f\n", measure_ns() / (double)w.events);
  return 0;
}
