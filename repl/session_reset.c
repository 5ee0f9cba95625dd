/* SPDX-License-Identifier: MIT-0 */
/* Starting over: as before, or with the ready tasks in another order. */
#include <stdlib.h>
#include <string.h>

#include "session_parts.h"

void session_forget_branches(struct session *s) {
  log_close(s->former);
  s->former = NULL;
  s->branches = 0;
}

int session_reset(struct session *s) {
  if (session_refuses(s))
    return STATUS_FINE;
  if (s->listener.branch)
    s->listener.branch(s->listener.data, 0);
  session_stop(s);
  session_forget_branches(s);
  session_forget(s, 0);
  return session_start(s);
}

int session_seed(struct session *s, uint64_t seed) {
  if (session_refuses(s))
    return STATUS_FINE;
  s->options.seeded = true;
  s->options.seed = seed;
  s->options.schedule = NULL;
  return session_reset(s);
}

int session_follow(struct session *s, const char *schedule) {
  const struct bt_options check = {.report = s->listener.report,
                                   .data = s->listener.data};
  char *copy;

  if (session_refuses(s))
    return STATUS_FINE;
  if (bt_schedule_check(&check, schedule) < 0)
    return STATUS_USAGE;
  copy = strdup(schedule);
  if (!copy) {
    session_say(s, "out of memory");
    return STATUS_FAILED;
  }
  free(s->schedule);
  s->schedule = copy;
  s->options.seeded = false;
  s->options.schedule = copy;
  return session_reset(s);
}
