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

/* ---- Making ----------------------------------------------------------- */

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

/* No code of the body's can run any more. A body that its task is inside of is
 * freed by the loop, with the task. */
static void stream_gone(void *arg, bool over) {
  struct stream *s = arg;

  (void)over;
  if (!is_open(s))
    return;
  bt_warn("stream",
          "stream %s was left in the middle: its cleanup did not "
          "run; s:close() runs it and waits for it",
          s->stream.name ? s->stream.name : "(without a name)");
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
  return 1;
}

void stream_open(lua_State *L) {
  object_open(L, &stream_kind);
  lua_register(L, "stream", stream);
}
