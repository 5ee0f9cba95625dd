/* SPDX-License-Identifier: MIT-0 */
/* channel(n) and select{ ... }, on bt_channel. */
#include "box.h"

#include "bt_channel.h"

struct channel {
  struct object object;
  struct bt_channel channel;
};

static const struct object_kind channel_kind;

static struct bt_channel *self(lua_State *L) {
  struct channel *c = object_self(L, &channel_kind);

  enter(L);
  return &c->channel;
}

/* ---- Sending and receiving -------------------------------------------- */

/* ch:send(v) */
static int channel_send(lua_State *L) {
  struct bt_channel *c = self(L);
  char name[128];
  void *box;
  int rc;

  enter_wait(L, "send");
  lua_settop(L, 2);
  box = box_push(L, 1, 2);
  box_anchor(L, 1, box);
  rc = bt_channel_send(c, box);
  if (rc == 0)
    return 0;
  box_drop(L, 1, box);
  if (rc == UV_EPIPE)
    return misuse(L, "channel %s is closed: nothing can be sent any more",
                  bt_object_name(&c->object, name, sizeof name));
  return raise_code(L, rc);
}

/* Pushes what was received from the channel at idx: v, true; or nil, false. */
static int push_received(lua_State *L, int idx, int rc, const void *box) {
  if (rc == UV_EOF)
    lua_pushnil(L);
  else
    box_take(L, idx, box);
  lua_pushboolean(L, rc != UV_EOF);
  return 2;
}

/* ch:recv() -> v, ok */
static int channel_recv(lua_State *L) {
  struct bt_channel *c = self(L);
  void *box = NULL;
  int rc;

  enter_wait(L, "recv");
  rc = bt_channel_recv(c, &box);
  return rc < 0 && rc != UV_EOF ? raise_code(L, rc)
                                : push_received(L, 1, rc, box);
}

/* __call, by the loop. */
static int channel_next(lua_State *L) {
  lua_settop(L, 1);
  channel_recv(L);
  if (!lua_toboolean(L, -1))
    return 0;
  lua_pop(L, 1);
  if (lua_isnil(L, -1))
    return misuse(L, "a nil was received, which would end the loop: use "
                     "ch:recv() where nil can be sent");
  return 1;
}

static int channel_close(lua_State *L) {
  bt_channel_close(self(L));
  return 0;
}

/* ---- select ----------------------------------------------------------- */

/* Reads the channels of the list at 1 into cases. */
static void read_cases(lua_State *L, struct bt_select *cases, lua_Integer n) {
  for (lua_Integer i = 1; i <= n; i++) {
    struct channel *c;

    lua_geti(L, 1, i);
    c = object_test(L, -1, &channel_kind);
    if (!c)
      luaL_error(L, "select: item %I is a %s, not a channel", i,
                 object_type(L, -1));
    cases[i - 1] = (struct bt_select){.channel = &c->channel};
    lua_pop(L, 1);
  }
}

/* select{ ch1, ch2, timeout = ms } -> index, v, ok; nothing after the time.
 * With other arguments it is Lua's own, upvalue 1. */
static int channel_select(lua_State *L) {
  struct bt_select *cases;
  lua_Integer n;
  int rc;

  if (!lua_istable(L, 1))
    return guard_original(L);
  enter_wait(L, "select");
  lua_settop(L, 1);
  n = luaL_len(L, 1);
  luaL_argcheck(L, n > 0 && n < INT32_MAX, 1, "a list of channels expected");
  cases = lua_newuserdatauv(L, (size_t)n * sizeof *cases, 0);
  read_cases(L, cases, n);
  rc = bt_select_us(cases, (size_t)n, option_ms(L, 1, "timeout"));
  if (rc == UV_ETIMEDOUT)
    return 0;
  if (rc < 0)
    return raise_code(L, rc);
  lua_geti(L, 1, rc + 1);
  lua_pushinteger(L, rc + 1);
  return 1 + push_received(L, -2, cases[rc].rc, cases[rc].item);
}

/* ---- Making ----------------------------------------------------------- */

static int channel_text(lua_State *L) {
  const struct channel *c = object_self(L, &channel_kind);
  char name[128];

  lua_pushfstring(L, "channel \"%s\" %s, %d of %d items",
                  bt_object_name(&c->channel.object, name, sizeof name),
                  c->channel.closed ? "closed" : "open", (int)c->channel.n,
                  (int)c->channel.capacity);
  return 1;
}

static void channel_gone(void *arg, bool over) {
  struct bt_channel *c = &((struct channel *)arg)->channel;

  if (over)
    c->object.id = 0; /* nothing to tell the screen */
  bt_channel_fini(c);
}

static const luaL_Reg methods[] = {{"send", channel_send},
                                   {"recv", channel_recv},
                                   {"close", channel_close},
                                   {NULL, NULL}};
static const struct object_kind channel_kind = {.name = "channel",
                                                .methods = methods,
                                                .text = channel_text,
                                                .gone = channel_gone,
                                                .call = channel_next};

/* channel([n] [, name]) */
static int channel(lua_State *L) {
  bool only_name = lua_type(L, 1) == LUA_TSTRING;
  lua_Integer n = only_name ? 0 : luaL_optinteger(L, 1, 0);
  struct channel *c;

  enter(L);
  luaL_argcheck(L, n >= 0, 1, "a number of items, 0 or more, expected");
  lua_settop(L, 2);
  c = object_new(L, &channel_kind, sizeof *c, BOX_OBJECT_VALUES,
                 only_name ? 1 : 2);
  box_init(L);
  bt_channel_init(&c->channel, (size_t)n, c->object.name);
  return 1;
}

void channel_open(lua_State *L) {
  object_open(L, &channel_kind);
  lua_register(L, "channel", channel);
  lua_getglobal(L, "select");
  lua_pushcclosure(L, channel_select, 1);
  lua_setglobal(L, "select");
}
