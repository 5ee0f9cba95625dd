/* SPDX-License-Identifier: MIT-0 */
#include "session_place.h"

#include <string.h>

#include "session_parts.h"

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* ---- To JSON ---------------------------------------------------------- */

static json_t *pack_action(const struct action *action) {
  json_int_t at = (json_int_t)action->at;

  switch (action->kind) {
  case ACTION_LINE:
    return json_pack("{s:I, s:s}", "at", at, "line", action->text);
  case ACTION_PICK:
    return json_pack("{s:I, s:I}", "at", at, "pick",
                     action->index == PICK_LAST ? -1
                                                : (json_int_t)action->index);
  case ACTION_CANCEL:
    return json_pack("{s:I, s:b}", "at", at, "cancel", (int)action->index);
  }
  return NULL;
}

/* What was done before that event; NULL without memory. */
static json_t *pack_actions(const struct session *s, uint64_t end) {
  json_t *actions = json_array();

  for (size_t i = 0; i < s->n_actions; i++)
    if (s->actions[i].at < end &&
        json_array_append_new(actions, pack_action(&s->actions[i])) < 0) {
      json_decref(actions);
      return NULL;
    }
  return actions;
}

/* The end of the last step that a new run would come to. */
static uint64_t reachable(const struct session *s) {
  uint64_t step = log_steps(s->log), first, end;

  log_step(s->log, step, &first, &end);
  while (step > 0 && end > s->repeatable)
    log_step(s->log, --step, &first, &end);
  return end;
}

static int set(json_t *place, const char *name, json_t *value) {
  return json_object_set_new(place, name, value);
}

static int set_order(json_t *place, const struct runner_options *o) {
  if (o->schedule)
    return set(place, "schedule", json_string(o->schedule));
  return o->seeded ? set(place, "seed", json_integer((json_int_t)o->seed)) : 0;
}

json_t *session_place(const struct session *s) {
  uint64_t events = s->open ? reachable(s) : 0, view = session_events(s);
  json_t *place;

  if (!s->open || s->options.clock == BT_CLOCK_REAL)
    return NULL;
  place = json_pack("{s:I, s:I, s:b, s:b, s:o}", "events", (json_int_t)events,
                    "view", (json_int_t)least(view, events), "runs", !s->paused,
                    "by_event", (int)s->by_event, "actions",
                    pack_actions(s, events));
  if (place && set_order(place, &s->options) == 0)
    return place;
  json_decref(place);
  return NULL;
}

/* ---- From JSON -------------------------------------------------------- */

/* A member that counts something; 0 where there is none. */
static uint64_t count_in(const json_t *object, const char *name) {
  json_int_t n = json_integer_value(json_object_get(object, name));

  return n > 0 ? (uint64_t)n : 0;
}

static int unpack_action(struct session *s, const json_t *from) {
  const char *line = json_string_value(json_object_get(from, "line"));
  const json_t *pick = json_object_get(from, "pick");
  json_int_t index = json_integer_value(pick);
  int rc;

  if (line)
    rc = session_note(s, ACTION_LINE, line, 0);
  else if (json_is_integer(pick))
    rc = session_note(s, ACTION_PICK, NULL,
                      index < 0 ? PICK_LAST : (size_t)index);
  else
    rc = session_note(s, ACTION_CANCEL, NULL,
                      json_is_true(json_object_get(from, "cancel")));
  if (rc == 0)
    s->actions[s->n_actions - 1].at = count_in(from, "at");
  return rc;
}

static int unpack_actions(struct session *s, const json_t *from) {
  int rc = 0;

  for (size_t i = 0; rc == 0 && i < json_array_size(from); i++)
    rc = unpack_action(s, json_array_get(from, i));
  return rc;
}

/* Begins in the order of the place. */
static int take_order(struct session *s, const json_t *place) {
  const json_t *seed = json_object_get(place, "seed");
  const char *schedule = json_string_value(json_object_get(place, "schedule"));

  if (schedule)
    return session_follow(s, schedule);
  if (json_is_integer(seed))
    return session_seed(s, (uint64_t)json_integer_value(seed));
  return STATUS_FINE;
}

int session_return(struct session *s, const json_t *place, bool loud) {
  uint64_t events = count_in(place, "events");

  if (!json_is_object(place) || s->options.clock == BT_CLOCK_REAL)
    return -1;
  if (take_order(s, place) == STATUS_FINE &&
      unpack_actions(s, json_object_get(place, "actions")) == 0 &&
      (events <= log_size(s->log) || session_run_again(s, events, loud))) {
    session_goto_event(s, least(count_in(place, "view"), log_size(s->log)));
    s->paused = !json_is_true(json_object_get(place, "runs"));
    s->by_event = json_is_true(json_object_get(place, "by_event"));
    return 0;
  }
  session_reset(s);
  return -1;
}
