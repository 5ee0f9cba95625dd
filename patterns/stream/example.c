/* SPDX-License-Identifier: MIT-0 */
/* From a growing log: the first two errors, without their level. */
#include <stdio.h>

#include "bt_stream.h"

static char lines[][16] = {"I up", "E disk full", "E no host", "E"};

static int read_log(struct bt_stream *out, void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < 4; i++)
    if ((rc = bt_sleep(20)) == 0) /* until somebody writes one */
      rc = bt_stream_emit(out, lines[i]);
  printf("the log is closed\n");
  return rc;
}

/* Hands on what fn makes of each item, at most so many of them. */
struct stage {
  struct bt_stream *from;
  char *(*fn)(char *line); /* NULL: leaves this one out */
  int most;
};

static int run_stage(struct bt_stream *out, void *arg) {
  struct stage *s = arg;
  int rc = 0, closed;
  void *line;

  while (s->most > 0 && rc == 0) {
    rc = bt_stream_next(s->from, &line);
    if (rc == 0 && s->fn(line) && s->most--)
      rc = bt_stream_emit(out, s->fn(line));
  }
  closed = bt_stream_close(s->from); /* on every way out */
  return rc < 0 && rc != UV_EOF ? rc : closed;
}

static char *failure(char *s) { return s[0] == 'E' ? s : NULL; }
static char *text(char *s) { return s + 2; }

static int demo(void *unused) {
  struct bt_stream log, bad, texts;
  struct stage filter = {&log, failure, 9}, map = {&bad, text, 2};
  void *line;
  int rc;

  (void)unused;
  bt_stream_init(&log, read_log, NULL);
  bt_stream_init(&bad, run_stage, &filter);
  bt_stream_init(&texts, run_stage, &map);
  while ((rc = bt_stream_next(&texts, &line)) == 0)
    printf("%s\n", (char *)line);
  return rc == UV_EOF ? 0 : rc; /* at its end: nothing to close */
}

int main(void) { return bt_run(demo, NULL); }
