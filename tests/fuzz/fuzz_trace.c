/* SPDX-License-Identifier: MIT-0 */
/* Any bytes as a trace: what can be read is shown in every way that the plain
 * view has, and written again it reads back as it was. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "views/text.h"
#include "world/log.h"
#include "world/reader.h"
#include "world/world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition) {
  if (!condition)
    abort();
}

/* The bytes read as a trace; *rc is what the reader made of them. */
static struct log *read_log(const void *data, size_t size, int *rc) {
  struct log *log = log_open();
  FILE *in = fmemopen((void *)data, size, "r");
  struct buffer message = {0};

  must(log && in);
  *rc = trace_read(in, "fuzz", log, &message);
  must(*rc == 0 || buffer_text(&message)[0] != '\0');
  buffer_fini(&message);
  fclose(in);
  return log;
}

static void show(const struct log *log) {
  struct world *world = world_open(log);
  struct buffer out = {0};

  must(world);
  must(text_steps(&out, world, 0) == 0);
  text_tasks(&out, world);
  must(text_graph(&out, world) == 0);
  for (uint32_t id = 0; (id = world_next_task(world, id)) != 0;)
    (void)text_why(&out, world, log_label(log, id));
  must(world_go(world, log_size(log) / 2) == 0);
  text_tasks(&out, world);
  buffer_fini(&out);
  world_close(world);
}

static char *written(const struct log *log, size_t *size) {
  char *text = NULL;
  FILE *out = open_memstream(&text, size);

  must(out && trace_write(out, log) == 0);
  must(fclose(out) == 0);
  return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  int rc, again;
  size_t n, n_again;
  struct log *log = read_log(data, size, &rc), *log_again;
  char *text, *text_again;

  show(log);
  if (rc == 0) {
    text = written(log, &n);
    log_again = read_log(text, n, &again);
    text_again = written(log_again, &n_again);
    must(again == 0 && n == n_again && memcmp(text, text_again, n) == 0);
    free(text_again);
    log_close(log_again);
    free(text);
  }
  log_close(log);
  return 0;
}
