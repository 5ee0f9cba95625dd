/* SPDX-License-Identifier: MIT-0 */
/* queue, lifo_queue and priority_queue, on bt_queue. */
#include "box.h"

#include "bt_queue.h"

#include <string.h>

struct queue {
  struct object object;
  struct bt_queue queue;
};

/* The memory of a box in a priority queue. */
struct item {
  bool is_text;
  lua_Number number; /* the priority, or ... */
  const char *text;  /* ... anchored as user value BOX_ANCHOR */
  size_t n;
};

static const struct object_kind queue_kind;

static struct bt_queue *self(lua_State *L) {
  struct queue *q = object_self(L, &queue_kind);

  enter(L);
  return &q->queue;
}

/* ---- Items ------------------------------------------------------------ */

/* Numbers first, then strings in byte order. */
static bool before(const void *left, const void *right) {
  const struct item *a = left, *b = right;
  size_t n = a->n < b->n ? a->n : b->n;
  int order;

  if (a->is_text != b->is_text)
    return b->is_text;
  if (!a->is_text)
    return a->number < b->number;
  order = memcmp(a->text, b->text, n);
  return order ? order < 0 : a->n < b->n;
}

/* Gives the item on top the priority of the value at 2: itself, or its first
 * element. */
static void read_priority(lua_State *L, struct item *item) {
  if (lua_istable(L, 2))
    lua_geti(L, 2, 1);
  else
    lua_pushvalue(L, 2);
  item->is_text = lua_type(L, -1) == LUA_TSTRING;
  if (item->is_text)
    item->text = lua_tolstring(L, -1, &item->n);
  else if (lua_type(L, -1) == LUA_TNUMBER)
    item->number = lua_tonumber(L, -1);
  else
    luaL_error(L,
               "a priority queue orders by numbers or strings: put one in, "
               "or a table that has one at [1], not a %s",
               object_type(L, -1));
  lua_setiuservalue(L, -2, BOX_ANCHOR);
}

/* Makes an item of the value at 2 and anchors it. */
static struct item *new_item(lua_State *L, const struct bt_queue *q) {
  struct item *item = box_push(L, sizeof *item, 2);

  if (q->order == BT_PRIORITY)
    read_priority(L, item);
  box_anchor(L, 1, item);
  return item;
}

static int push_value(lua_State *L, const void *item) {
  box_take(L, 1, item);
  return 1;
}

/* ---- Put and get ------------------------------------------------------ */

static int queue_put(lua_State *L) {
  struct bt_queue *q = self(L);
  struct item *item;
  int rc;

  enter_wait(L, "put");
  lua_settop(L, 2);
  item = new_item(L, q);
  rc = bt_queue_put(q, item);
  if (rc == 0)
    return 0;
  box_drop(L, 1, item);
  return raise_code(L, rc);
}

static int queue_put_nowait(lua_State *L) {
  struct bt_queue *q = self(L);
  struct item *item;
  char name[128];
  int rc;

  lua_settop(L, 2);
  item = new_item(L, q);
  rc = bt_queue_try_put(q, item);
  if (rc == 0)
    return 0;
  box_drop(L, 1, item);
  if (rc != UV_EAGAIN)
    return raise_code(L, rc);
  return error_raise(L, error_queue_full, "queue %s is full, its max is %zu",
                     bt_object_name(&q->object, name, sizeof name),
                     q->capacity);
}

static int queue_get(lua_State *L) {
  struct bt_queue *q = self(L);
  void *item;
  int rc;

  enter_wait(L, "get");
  rc = bt_queue_get(q, &item);
  return rc < 0 ? raise_code(L, rc) : push_value(L, item);
}

static int queue_get_nowait(lua_State *L) {
  struct bt_queue *q = self(L);
  char name[128];
  void *item;

  if (bt_queue_try_get(q, &item) == 0)
    return push_value(L, item);
  return error_raise(L, error_queue_empty, "queue %s is empty",
                     bt_object_name(&q->object, name, sizeof name));
}

/* ---- Counting --------------------------------------------------------- */

static int queue_task_done(lua_State *L) {
  struct bt_queue *q = self(L);
  char name[128];

  if (q->unfinished == 0)
    return misuse(L,
                  "task_done of queue %s is called more often than items "
                  "were put; call it once for each item that was got",
                  bt_object_name(&q->object, name, sizeof name));
  bt_queue_task_done(q);
  return 0;
}

static int queue_join(lua_State *L) {
  struct bt_queue *q = self(L);
  int rc;

  enter_wait(L, "join");
  rc = bt_queue_join(q);
  return rc < 0 ? raise_code(L, rc) : 0;
}

static int queue_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)bt_queue_size(self(L)));
  return 1;
}

static int queue_empty(lua_State *L) {
  lua_pushboolean(L, bt_queue_size(self(L)) == 0);
  return 1;
}

static int queue_full(lua_State *L) {
  lua_pushboolean(L, bt_queue_full(self(L)));
  return 1;
}

static int queue_max(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)self(L)->capacity);
  return 1;
}

static int queue_text(lua_State *L) {
  const struct queue *q = object_self(L, &queue_kind);
  const struct bt_queue *c = &q->queue;
  char name[128];

  bt_object_name(&c->object, name, sizeof name);
  if (c->capacity)
    lua_pushfstring(L, "queue \"%s\" %I of %I items", name, (lua_Integer)c->n,
                    (lua_Integer)c->capacity);
  else
    lua_pushfstring(L, "queue \"%s\" %I items", name, (lua_Integer)c->n);
  lua_pushfstring(L, ", %d getting, %d putting", object_waiting(&c->getters),
                  object_waiting(&c->putters));
  lua_concat(L, 2);
  return 1;
}

/* ---- Making ----------------------------------------------------------- */

/* The slots are the loop's memory, and are given back in any case. */
static void queue_gone(void *arg, bool over) {
  struct bt_queue *q = &((struct queue *)arg)->queue;

  if (over)
    q->object.id = 0; /* nothing to tell the screen */
  bt_queue_fini(q);
}

static const luaL_Reg methods[] = {{"put", queue_put},
                                   {"get", queue_get},
                                   {"put_nowait", queue_put_nowait},
                                   {"get_nowait", queue_get_nowait},
                                   {"task_done", queue_task_done},
                                   {"join", queue_join},
                                   {"size", queue_size},
                                   {"empty", queue_empty},
                                   {"full", queue_full},
                                   {"max", queue_max},
                                   {NULL, NULL}};
static const struct object_kind queue_kind = {.name = "queue",
                                              .methods = methods,
                                              .text = queue_text,
                                              .gone = queue_gone};

/* Arguments: [max] [, name]; a max of 0 or less is none. */
static int make(lua_State *L, enum bt_queue_order order) {
  bool only_name = lua_type(L, 1) == LUA_TSTRING;
  lua_Integer max = only_name ? 0 : luaL_optinteger(L, 1, 0);
  struct queue *q;

  enter(L);
  luaL_argcheck(L, !only_name || lua_isnoneornil(L, 2), 1,
                "the size comes before the name: queue(2, \"jobs\")");
  lua_settop(L, 2);
  q = object_new(L, &queue_kind, sizeof *q, BOX_OBJECT_VALUES,
                 only_name ? 1 : 2);
  box_init(L);
  bt_queue_init(&q->queue, max > 0 ? (size_t)max : 0, order, q->object.name);
  q->queue.before = before;
  return 1;
}

static int queue(lua_State *L) { return make(L, BT_FIFO); }
static int lifo_queue(lua_State *L) { return make(L, BT_LIFO); }
static int priority_queue(lua_State *L) { return make(L, BT_PRIORITY); }

void queue_open(lua_State *L) {
  object_open(L, &queue_kind);
  lua_register(L, "queue", queue);
  lua_register(L, "lifo_queue", lifo_queue);
  lua_register(L, "priority_queue", priority_queue);
}
