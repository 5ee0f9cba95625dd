/* SPDX-License-Identifier: MIT-0 */
#include "bt_event.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_event *e = (const struct bt_event *)object;

  bt_state_bool(state, "set", e->set);
  bt_state_waiters(state, "waiters", &e->waiters);
}

static const struct bt_kind kind = {"event", describe};

void bt_event_init(struct bt_event *e, const char *name) {
  memset(e, 0, sizeof *e);
  e->waiters.object = &e->object;
  bt_object_init(&e->object, &kind, name);
}

void bt_event_set(struct bt_event *e) {
  if (e->set)
    return;
  e->set = true;
  if (!bt_wake_first(&e->waiters, 0)) {
    bt_object_changed(&e->object);
    return;
  }
  while (bt_wake_first(&e->waiters, 0))
    ;
}

void bt_event_clear(struct bt_event *e) {
  if (!e->set)
    return;
  e->set = false;
  bt_object_changed(&e->object);
}

bool bt_event_is_set(const struct bt_event *e) { return e->set; }

int bt_event_wait(struct bt_event *e) {
  struct bt_waiter waiter = {.why = "not set"};

  return e->set ? 0 : bt_park_in(&e->waiters, &waiter);
}
