/* SPDX-License-Identifier: MIT-0 */
/* Asks a server for two settings; who is slow gets the default. */
#include <stdio.h>

#include "bt_wait_for.h"

struct setting {
  const char *name;
  uint64_t latency_ms;
  int value;
};

static int ask(void *arg) {
  const struct setting *setting = arg;
  int rc = bt_sleep(setting->latency_ms);

  if (rc == UV_ECANCELED)
    printf("%s: the question is withdrawn\n", setting->name);
  return rc < 0 ? rc : setting->value;
}

/* The server's answer, or what to use when it takes too long. */
static int get(struct setting *setting, int otherwise) {
  struct bt_task *task = bt_spawn(ask, setting);
  int rc = task ? bt_wait_for(task, 50) : UV_ENOMEM;

  if (rc != UV_ETIMEDOUT)
    return rc;
  printf("%s: no answer in time\n", setting->name);
  return otherwise;
}

static int demo(void *unused) {
  static struct setting font = {"font size", 20, 14};
  static struct setting tab = {"tab width", 90, 8};
  struct setting *settings[] = {&font, &tab};

  (void)unused;
  for (size_t i = 0; i < 2; i++) {
    int value = get(settings[i], 4);

    if (value < 0)
      return value;
    printf("%s: %d\n", settings[i]->name, value);
  }
  return 0;
}

int main(void) { return bt_run(demo, NULL); }
