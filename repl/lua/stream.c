/* SPDX-License-Identifier: MIT-0 */
/* stream(fn), on bt_stream. The body runs on a stack and a thread of Lua's of
 * its own, in the task of whoever asks. */
#include "task.h"

#include "bt_stream.h"

struct stream {
  struct object object;
  struct bt_stream stream;
  lua_State *thread; /* the body's; its error is on top of it in the end */
  bool failed;       /* it has one */
};

enum { STREAM_ITEM = 1, STREAM_THREAD, STREAM_VALUES = 2 };

static const struct object_kind stream_kind;

/* In the registry: from the address of each stream to it, weakly. */
static const char streams_key;

static struct stream *self(lua_State *L) {
  struct stream *s = object_self(L, &stream_kind);

  enter_wait(L, "a stream");
  return s;
}

/* ---- The body --------------------------------------------------------- */

/* emit(v); upvalue 1 is the stream. */
static int stream_emit(lua_State *L) {
  struct stream *s = lua_touserdata(L, lua_upvalueindex(1));
  const struct task *task = task_of(bt_self());

  if (lua_isnoneornil(L, 1))
    return misuse(L, "emit needs a value: nil would end the loop that asks");
  if (!task || task->stream != s)
    return misuse(L, "emit works in the stream's own function only");
  if (s->stream.closing)
    return misuse(L, "the stream is being closed and takes no more items; let "
                     "the error of the last emit pass through");
  enter_wait(L, "emit");
  lua_settop(L, 1);
  lua_setiuservalue(L, lua_upvalueindex(1), STREAM_ITEM);
  if (bt_stream_emit(&s->stream, s) == 0)
    return 0;
  error_push(L, error_cancelled, "the stream is being closed");
  return lua_error(L);
}

/* The function of the C stream: runs what lies on the body's thread. */
static int run_body(struct bt_stream *stream, void *arg) {
  struct stream *s = arg;
  lua_State *L = s->thread;
  int rc;

  (void)stream;
  task_note_place(L);
  if (lua_pcall(L, 1, 0, 1) == LUA_OK)
    return 0;
  rc = task_error_code(L);
  s->failed = true;
  return rc;
}

/* ---- Asking ----------------------------------------------------------- */

/* Raises how the body ended, as the value that it raised. */
static int raise_end(lua_State *L, struct stream *s, int rc) {
  if (!s->failed)
    return raise_code(L, rc);
  s->failed = false;
  lua_xmove(s->thread, L, 1);
  return lua_error(L);
}

/* __call, by the loop: the next item, or nil. */
static int stream_next(lua_State *L) {
  struct stream *s = self(L);
  struct task *task = task_of(bt_self());
  struct stream *outer = task->stream;
  void *item;
  int rc;

  task->stream = s;
  rc = bt_stream_next(&s->stream, &item);
  task->stream = outer;
  if (rc == UV_EOF)
    return 0;
  if (rc < 0)
    return raise_end(L, s, rc);
  lua_getiuservalue(L, 1, STREAM_ITEM);
  return 1;
}

/* s:close(), and __close */
static int stream_close(lua_State *L) {
  struct stream *s = self(L);
  struct task *task = task_of(bt_self());
  struct stream *outer = task->stream;
  int rc;

  task->stream = s;
  rc = bt_stream_close(&s->stream);
  task->stream = outer;
  return rc < 0 ? raise_end(L, s, rc) : 0;
}

/* ---- What it says of itself ------------------------------------------- */

static bool is_open(const struct stream *s) {
  return s->stream.body && !s->stream.ended;
}

static const char *state_of(const struct stream *s) {
  if (s->stream.ended)
    return "ended";
  return is_open(s) ? "open" : "not begun";
}

static int stream_text(lua_State *L) {
  const struct stream *s = object_self(L, &stream_kind);

  lua_pushfstring(L, "stream \"%s\" %s",
                  s->stream.name ? s->stream.name : "stream", state_of(s));
  return 1;
}

static void warn_of(const struct stream *s, const char *what) {
  bt_warn("stream", "stream %s %s",
          s->stream.name ? s->stream.name : "(without a name)", what);
}

/* No code of the body's can run any more. A body that its task is inside of is
 * freed by the loop, with the task. */
static void stream_gone(void *arg, bool over) {
  struct stream *s = arg;

  (void)over;
  if (!is_open(s))
    return;
  warn_of(s, "was left in the middle: its cleanup did not run; s:close() runs "
             "it and waits for it");
  if (!bt_coroutine_running(s->stream.body))
    bt_coroutine_close(s->stream.body);
  s->stream.body = NULL;
}

static const luaL_Reg methods[] = {{"close", stream_close}, {NULL, NULL}};
static const struct object_kind stream_kind = {.name = "stream",
                                               .methods = methods,
                                               .text = stream_text,
                                               .gone = stream_gone,
                                               .close = stream_close,
                                               .call = stream_next};

/* ---- The end of the program ------------------------------------------- */

/* Pushes a list of the streams that were left in the middle, oldest first. */
static lua_Integer push_open_streams(lua_State *L) {
  lua_Integer n = 0;

  lua_newtable(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &streams_key);
  for (struct held *h = script_of(L)->heap.held.first; h; h = h->next) {
    struct stream *s =
        (struct stream *)((char *)h - offsetof(struct object, held));

    if (s->object.kind != &stream_kind || !is_open(s) ||
        bt_coroutine_running(s->stream.body))
      continue;
    lua_rawgetp(L, -1, s);
    lua_rawseti(L, -3, ++n);
  }
  lua_pop(L, 1);
  return n;
}

/* Replaces the stream on top by a task that closes it. */
static void spawn_close(lua_State *L) {
  warn_of(lua_touserdata(L, -1), "was left in the middle: its cleanup runs "
                                 "only now, at the end of the program; "
                                 "s:close() runs it before");
  lua_pushcfunction(L, stream_close);
  lua_insert(L, -2);
  if (!task_spawn(L, "close", 1, NULL))
    raise_code(L, UV_ENOMEM);
}

/* Waits for the task on top, which closed a stream. */
static void await_close(lua_State *L) {
  struct task *task = lua_touserdata(L, -1);
  int rc = bt_join(task->task);

  if (rc < 0 && rc != UV_ECANCELED)
    bt_warn("stream", "the cleanup of a stream failed: %s",
            bt_message(bt_self()) ? bt_message(bt_self()) : bt_error_name(rc));
}

static int close_all(lua_State *L) {
  lua_Integer n = push_open_streams(L);

  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    spawn_close(L);
    lua_rawseti(L, -2, i);
  }
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    await_close(L);
    lua_pop(L, 1);
  }
  return 0;
}

void stream_close_all(lua_State *L) {
  struct bt_scope shield;

  bt_scope_open_shield(&shield, "shield", "closing", BT_NEVER);
  lua_pushcfunction(L, close_all);
  if (lua_pcall(L, 0, 0, 0) != LUA_OK)
    lua_pop(L, 1); /* no memory, or a stop, of which others tell */
  bt_scope_close(&shield);
}

/* ---- Making ----------------------------------------------------------- */

/* Makes the thread on which the function at 1 will run. */
static lua_State *new_thread(lua_State *L, int stream) {
  lua_State *thread = lua_newthread(L);

  lua_setiuservalue(L, stream, STREAM_THREAD);
  lua_pushcfunction(thread, guard_explain);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, stream);
  lua_pushcclosure(L, stream_emit, 1);
  lua_xmove(L, thread, 2);
  return thread;
}

/* stream(fn [, name]) */
static int stream(lua_State *L) {
  struct stream *s;

  enter(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 2);
  s = object_new(L, &stream_kind, sizeof *s, STREAM_VALUES, 2);
  bt_stream_init(&s->stream, run_body, s);
  s->stream.stack_size = SCRIPT_STACK;
  s->stream.name = s->object.name;
  s->thread = new_thread(L, 3);
  script_of(L)->streams = true;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &streams_key);
  lua_pushvalue(L, 3);
  lua_rawsetp(L, -2, s);
  lua_pop(L, 1);
  return 1;
}

void stream_open(lua_State *L) {
  object_open(L, &stream_kind);
  push_weak(L, "v");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &streams_key);
  lua_register(L, "stream", stream);
}
