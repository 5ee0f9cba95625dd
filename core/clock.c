/* SPDX-License-Identifier: MIT-0 */
/* Two clocks behind one interface: a virtual one that jumps, and libuv's. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

uint64_t bt_now_us(void) {
  struct bt_loop *loop = bt_loop_here;

  if (!loop)
    return 0;
  bt_clock_read(loop);
  return loop->now;
}

uint64_t bt_now(void) { return bt_now_us() / 1000; }

static void trace_time(struct bt_loop *loop, uint64_t to) {
  struct bt_trace_event e = {.ev = BT_EV_TIME};

  if (bt_traced(loop)) {
    e.u.time.to = to;
    bt_emit(loop, 0, &e);
  }
}

static bool jump(struct bt_loop *loop, uint64_t due) {
  if (due == BT_NEVER)
    return false;
  if (due > loop->now) {
    trace_time(loop, due);
    loop->now = due;
  }
  return true;
}

#ifdef BT_WITHOUT_LIBUV

int bt_clock_init(struct bt_loop *loop) {
  loop->look = BT_NEVER;
  return loop->options.clock == BT_CLOCK_REAL ? UV_ENOTSUP : 0;
}
void bt_clock_fini(struct bt_loop *loop) { (void)loop; }
void bt_clock_read(struct bt_loop *loop) { (void)loop; }
void bt_clock_look(struct bt_loop *loop) { (void)loop; }
void bt_clock_wake(struct bt_loop *loop) { (void)loop; }
bool bt_clock_wait(struct bt_loop *loop, uint64_t due) {
  return jump(loop, due);
}

#else

enum { LOOK_EVERY = 64 }; /* turns; a look costs about as much as two */

static bool wants_real(enum bt_clock clock) {
  const char *env = getenv("BATON_CLOCK");

  if (clock != BT_CLOCK_DEFAULT)
    return clock == BT_CLOCK_REAL;
  return !env || strcmp(env, "virtual") != 0;
}

static void woken_up(uv_async_t *async) { (void)async; }

void bt_clock_wake(struct bt_loop *loop) {
  if (loop->real)
    uv_async_send(&loop->uv_async);
}

int bt_clock_init(struct bt_loop *loop) {
  int rc;

  loop->real = wants_real(loop->options.clock);
  loop->look = loop->real ? 0 : BT_NEVER;
  if (!loop->real)
    return 0;
  rc = uv_loop_init(&loop->uv);
  if (rc < 0)
    return rc;
  rc = uv_async_init(&loop->uv, &loop->uv_async, woken_up);
  if (rc < 0) {
    uv_loop_close(&loop->uv);
    return rc;
  }
  uv_timer_init(&loop->uv, &loop->uv_timer); /* which cannot fail */
  uv_unref((uv_handle_t *)&loop->uv_async);
  uv_unref((uv_handle_t *)&loop->uv_timer);
  loop->base = uv_hrtime();
  return 0;
}

static void close_handle(uv_handle_t *handle, void *arg) {
  (void)arg;
  if (!uv_is_closing(handle))
    uv_close(handle, NULL);
}

void bt_clock_fini(struct bt_loop *loop) {
  if (!loop->real)
    return;
  uv_walk(&loop->uv, close_handle, NULL);
  uv_run(&loop->uv, UV_RUN_DEFAULT);
  if (uv_loop_close(&loop->uv) < 0)
    bt_report(loop, "leak", "libuv still has work after the program's end");
}

void bt_clock_read(struct bt_loop *loop) {
  if (loop->real)
    loop->now = (uv_hrtime() - loop->base) / 1000;
}

void bt_clock_look(struct bt_loop *loop) {
  if (loop->turn < loop->look)
    return;
  loop->look = loop->turn + LOOK_EVERY;
  bt_clock_read(loop);
  if (uv_loop_alive(&loop->uv))
    uv_run(&loop->uv, UV_RUN_NOWAIT);
}

static void woken(uv_timer_t *timer) { (void)timer; }

/* Lets libuv work until something happens, or that time has come. */
static void sleep_until(struct bt_loop *loop, uint64_t until) {
  uint64_t us = until - loop->now;
  int rc;

  uv_update_time(&loop->uv);
  if (until != BT_NEVER) {
    rc = uv_timer_start(&loop->uv_timer, woken, us / 1000 + (us % 1000 > 0), 0);
    if (rc < 0)
      bt_misuse("clock", "libuv refuses its timer: %s", uv_strerror(rc));
    uv_ref((uv_handle_t *)&loop->uv_timer);
  }
  uv_run(&loop->uv, UV_RUN_ONCE);
  uv_timer_stop(&loop->uv_timer);
  uv_unref((uv_handle_t *)&loop->uv_timer);
  loop->look = loop->turn + LOOK_EVERY;
  bt_clock_read(loop);
}

bool bt_clock_wait(struct bt_loop *loop, uint64_t due) {
  uint64_t until = due;

  if (!loop->real)
    return jump(loop, due);
  if (due == BT_NEVER && !uv_loop_alive(&loop->uv))
    return false;
  bt_clock_read(loop);
  if (due <= loop->now)
    return true;
  if (loop->most_wait && due - loop->now > loop->most_wait)
    until = loop->now + loop->most_wait;
  sleep_until(loop, until);
  if (until < due && loop->now >= until)
    __atomic_store_n(&loop->woken, true, __ATOMIC_SEQ_CST);
  return true;
}

#endif
