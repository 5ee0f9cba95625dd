/* SPDX-License-Identifier: MIT-0 */
/* What each event has: the one place that names it. */
#include "trace.h"

const char *bt_ev_name(enum bt_ev ev) {
  static const char *const names[BT_EV_COUNT] = {
      "spawn",  "ready",    "choice", "run",    "call",  "park",
      "cancel", "uncancel", "end",    "object", "scope", "time",
      "out",    "input",    "warn",   "exit"};

  return (unsigned)ev < BT_EV_COUNT ? names[ev] : "unknown";
}

#define PART(kind, where, name)                                                \
  {                                                                            \
    name, ",\"" name "\":", sizeof ",\"" name "\":" - 1, BT_PART_##kind,       \
        offsetof(struct bt_trace_event, where)                                 \
  }
#define END                                                                    \
  { 0 }

enum { MOST_PARTS = 7 };

static const struct bt_part table[BT_EV_COUNT][MOST_PARTS + 1] = {
    [BT_EV_SPAWN] = {PART(NUMBER, u.spawn.id, "id"),
                     PART(TEXT, u.spawn.name, "name"),
                     PART(NUMBER, u.spawn.parent, "parent"),
                     PART(ID, u.spawn.scope, "scope"), PART(NOTE, at, "at")},
    [BT_EV_READY] = {PART(NUMBER, u.ready.by, "by"),
                     PART(TEXT, u.ready.why, "why")},
    [BT_EV_CHOICE] = {PART(NUMBER, u.choice.n, "n"),
                      PART(TEXT, u.choice.why, "why"),
                      PART(NUMBER, u.choice.took, "took")},
    [BT_EV_RUN] = {END},
    [BT_EV_CALL] = {PART(TEXT, u.call.what, "what"),
                    PART(NUMBER, u.call.for_task, "for")},
    [BT_EV_PARK] = {PART(TEXT, u.park.on, "on"),
                    PART(ID, u.park.on_id, "on_id"),
                    PART(NOTE, u.park.why, "why"),
                    PART(UNTIL, u.park.until, "until"), PART(NOTE, at, "at"),
                    PART(IDS, u.park.tasks, "tasks"),
                    PART(IDS, u.park.scopes, "scopes")},
    [BT_EV_CANCEL] = {PART(NUMBER, u.cancel.target, "target"),
                      PART(NUMBER, u.cancel.by, "by"),
                      PART(NOTE, u.cancel.via, "via"),
                      PART(NOTE, u.cancel.message, "message"),
                      PART(ID, u.cancel.scope, "scope")},
    [BT_EV_UNCANCEL] = {PART(NUMBER, u.uncancel.left, "left")},
    [BT_EV_END] = {PART(TEXT, u.end.how, "how"),
                   PART(NOTE, u.end.value, "value"),
                   PART(NOTE, u.end.error, "error")},
    [BT_EV_OBJECT] = {PART(NUMBER, u.object.id, "id"),
                      PART(TEXT, u.object.kind, "kind"),
                      PART(TEXT, u.object.name, "name"),
                      PART(STATE, u.object, "state"), PART(NOTE, at, "at")},
    [BT_EV_SCOPE] = {PART(NUMBER, u.scope.id, "id"),
                     PART(TEXT, u.scope.kind, "kind"),
                     PART(NOTE, u.scope.name, "name"),
                     PART(TEXT, u.scope.what, "what"),
                     PART(UNTIL, u.scope.until, "until")},
    [BT_EV_TIME] = {PART(TIME, u.time.to, "to")},
    [BT_EV_OUT] = {PART(OUTPUT, u.out, "text")},
    [BT_EV_INPUT] = {PART(TEXT, u.input.text, "text")},
    [BT_EV_WARN] = {PART(TEXT, u.warn.rule, "rule"),
                    PART(TEXT, u.warn.text, "text"), PART(NOTE, at, "at")},
    [BT_EV_EXIT] = {PART(STATUS, u.exit.status, "status"),
                    PART(NOTE, u.exit.why, "why"),
                    PART(NOTE, u.exit.schedule, "schedule")},
};

const struct bt_part *bt_ev_parts(enum bt_ev ev) {
  return table[(unsigned)ev < BT_EV_COUNT ? ev : BT_EV_RUN];
}
