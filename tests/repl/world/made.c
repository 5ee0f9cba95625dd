/* SPDX-License-Identifier: MIT-0 */
#include "made.h"

#include <string.h>

struct log *made;
struct world *world;
struct buffer text;

static uint64_t now, turn;
static const char *place;

int made_begin(void **state) {
  (void)state;
  now = turn = 0;
  place = NULL;
  made = log_open();
  world = made ? world_open(made) : NULL;
  return world ? 0 : -1;
}

int made_end(void **state) {
  (void)state;
  world_close(world);
  log_close(made);
  buffer_fini(&text);
  return 0;
}

void go(uint64_t events) { assert_int_equal(world_go(world, events), 0); }
void go_end(void) { go(log_size(made)); }

struct world_task task(uint32_t id) {
  struct world_task t;

  assert_true(world_task(world, id, &t));
  return t;
}

void text_is(const char *expected) {
  assert_int_equal(text.error, 0);
  assert_string_equal(buffer_text(&text), expected);
  buffer_clear(&text);
}

/* ---- Events ----------------------------------------------------------- */

void emit(struct bt_trace_event event) {
  event.k = log_size(made);
  event.turn = turn;
  event.t = now;
  assert_int_equal(log_append(made, &event), 0);
}

void spawns_into(uint32_t by, uint32_t id, const char *name, uint32_t scope) {
  emit((struct bt_trace_event){.ev = BT_EV_SPAWN,
                               .task = by,
                               .at = place,
                               .u.spawn = {id, by, scope, name}});
  becomes_ready(id, by, "spawn");
}

void spawns(uint32_t by, uint32_t id, const char *name) {
  spawns_into(by, id, name, 0);
}

void becomes_ready(uint32_t id, uint32_t by, const char *why) {
  emit((struct bt_trace_event){
      .ev = BT_EV_READY, .task = id, .u.ready = {by, why}});
}

void runs(uint32_t id) { runs_at(id, NULL); }

void runs_at(uint32_t id, const char *at) {
  turn++;
  place = at;
  emit((struct bt_trace_event){.ev = BT_EV_RUN, .task = id});
}

void blocks_until(uint32_t id, const char *on, uint32_t on_id, const char *why,
                  uint64_t until) {
  emit((struct bt_trace_event){
      .ev = BT_EV_PARK,
      .task = id,
      .at = place,
      .u.park = {.on = on, .why = why, .on_id = on_id, .until = until}});
  place = NULL;
}

void blocks(uint32_t id, const char *on, uint32_t on_id, const char *why) {
  blocks_until(id, on, on_id, why, BT_NEVER);
}

void blocks_on(uint32_t id, const char *on, const char *why, ...) {
  uint32_t tasks[64], n = 0, other;
  va_list args;

  va_start(args, why);
  while ((other = va_arg(args, uint32_t)) != 0)
    tasks[n++] = other;
  va_end(args);
  emit((struct bt_trace_event){
      .ev = BT_EV_PARK,
      .task = id,
      .at = place,
      .u.park = {
          .on = on, .why = why, .until = BT_NEVER, .tasks = {tasks, n}}});
  place = NULL;
}

void sleeps(uint32_t id, uint64_t until) {
  blocks_until(id, "timer", 0, NULL, until);
}

void yields(uint32_t id) {
  blocks(id, "turn", 0, NULL);
  becomes_ready(id, id, "yield");
}

void ends(uint32_t id, const char *how, const char *said) {
  bool ok = strcmp(how, "ok") == 0;

  emit((struct bt_trace_event){
      .ev = BT_EV_END,
      .task = id,
      .u.end = {how, ok ? said : NULL, ok ? NULL : said}});
  place = NULL;
}

void prints(uint32_t id, const char *said) {
  emit((struct bt_trace_event){
      .ev = BT_EV_OUT, .task = id, .u.out = {said, strlen(said)}});
}

void jumps(uint64_t to) {
  emit((struct bt_trace_event){.ev = BT_EV_TIME, .u.time = {to}});
  now = to;
}

void calls(const char *what, uint32_t id) {
  turn++;
  emit((struct bt_trace_event){.ev = BT_EV_CALL, .u.call = {what, id}});
}

void chooses(const char *why, uint32_t n, uint32_t took) {
  emit((struct bt_trace_event){.ev = BT_EV_CHOICE,
                               .u.choice = {.n = n, .took = took, .why = why}});
}

void cancels(uint32_t by, uint32_t target, const char *via) {
  emit((struct bt_trace_event){
      .ev = BT_EV_CANCEL,
      .task = by,
      .u.cancel = {.target = target, .by = by, .via = via}});
}

void opens(uint32_t id, uint32_t scope, const char *kind, const char *name,
           uint64_t until) {
  emit((struct bt_trace_event){.ev = BT_EV_SCOPE,
                               .task = id,
                               .u.scope = {scope, kind, name, "open", until}});
}

void closes(uint32_t id, uint32_t scope, const char *kind, const char *name) {
  emit((struct bt_trace_event){
      .ev = BT_EV_SCOPE,
      .task = id,
      .u.scope = {scope, kind, name, "close", BT_NEVER}});
}

static void object_is(uint32_t by, uint32_t id, const char *kind,
                      const char *name, const struct bt_field *fields,
                      size_t n) {
  emit((struct bt_trace_event){.ev = BT_EV_OBJECT,
                               .task = by,
                               .at = place,
                               .u.object = {.id = id,
                                            .kind = kind,
                                            .name = name,
                                            .fields = fields,
                                            .n_fields = n}});
}

void lock_is(uint32_t by, uint32_t id, const char *name, uint32_t holder, ...) {
  uint32_t waiters[8];
  struct bt_field fields[] = {
      {.name = "holder", .kind = BT_FIELD_TASK, .number = holder},
      {.name = "waiters", .kind = BT_FIELD_TASKS, .list = waiters}};
  va_list args;

  va_start(args, holder);
  while ((waiters[fields[1].n] = va_arg(args, uint32_t)) != 0)
    fields[1].n++;
  va_end(args);
  object_is(by, id, "lock", name, fields, 2);
}

void queue_is(uint32_t by, uint32_t id, const char *name, int64_t size,
              int64_t max) {
  struct bt_field fields[] = {
      {.name = "size", .kind = BT_FIELD_INT, .number = size},
      {.name = "max", .kind = BT_FIELD_INT, .number = max}};

  object_is(by, id, "queue", name, fields, 2);
}

void warns(const char *rule, const char *said) {
  emit((struct bt_trace_event){.ev = BT_EV_WARN, .u.warn = {rule, said}});
}

void exits(int status, const char *why) {
  emit((struct bt_trace_event){.ev = BT_EV_EXIT,
                               .u.exit = {status, why, "B1.-"}});
}
