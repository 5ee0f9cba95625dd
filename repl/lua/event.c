/* SPDX-License-Identifier: MIT-0 */
/* event(), on bt_event. */
#include "object.h"

#include "bt_event.h"

struct event {
  struct object object;
  struct bt_event event;
};

static const struct object_kind event_kind;

static struct bt_event *self(lua_State *L) {
  struct event *e = object_self(L, &event_kind);

  enter(L);
  return &e->event;
}

static int event_set(lua_State *L) {
  bt_event_set(self(L));
  return 0;
}

static int event_clear(lua_State *L) {
  bt_event_clear(self(L));
  return 0;
}

static int event_is_set(lua_State *L) {
  lua_pushboolean(L, bt_event_is_set(self(L)));
  return 1;
}

static int event_wait(lua_State *L) {
  struct bt_event *e = self(L);
  int rc;

  enter_wait(L, "wait");
  rc = bt_event_wait(e);
  if (rc < 0)
    return raise_code(L, rc);
  lua_pushboolean(L, true);
  return 1;
}

static int event_text(lua_State *L) {
  const struct event *e = object_self(L, &event_kind);
  char name[128];

  lua_pushfstring(L, "event \"%s\" %s, %d waiting",
                  bt_object_name(&e->event.object, name, sizeof name),
                  e->event.set ? "set" : "clear",
                  object_waiting(&e->event.waiters));
  return 1;
}

static void event_gone(void *event, bool over) {
  if (!over)
    bt_object_gone(&((struct event *)event)->event.object);
}

static const luaL_Reg methods[] = {{"set", event_set},
                                   {"clear", event_clear},
                                   {"is_set", event_is_set},
                                   {"wait", event_wait},
                                   {NULL, NULL}};
static const struct object_kind event_kind = {.name = "event",
                                              .methods = methods,
                                              .text = event_text,
                                              .gone = event_gone};

/* event([name]) */
static int event(lua_State *L) {
  struct event *e;

  enter(L);
  lua_settop(L, 1);
  e = object_new(L, &event_kind, sizeof *e, 0, 1);
  bt_event_init(&e->event, e->object.name);
  return 1;
}

void event_open(lua_State *L) {
  object_open(L, &event_kind);
  lua_register(L, "event", event);
}
