/* SPDX-License-Identifier: MIT-0 */
#include "bt_channel.h"

#include <string.h>

/* One wait of one task for one or more cases, of which one is taken. */
struct turn {
  struct bt_waiter waiter; /* first: found from it by a cast */
  struct bt_timer timer;
  struct bt_channel_end *ends;
  size_t n;
};

struct bt_channel_end {
  struct bt_channel_end *next, *prev;
  struct bt_channel_line *line;
  struct bt_select *what;
  struct turn *turn;
};

/* ---- Lines ------------------------------------------------------------ */

static void join_line(struct bt_channel_line *line,
                      struct bt_channel_end *end) {
  end->line = line;
  end->next = NULL;
  end->prev = line->last;
  if (line->last)
    line->last->next = end;
  else
    line->first = end;
  line->last = end;
}

static void leave_line(struct bt_channel_end *end) {
  struct bt_channel_line *line = end->line;

  if (end->prev)
    end->prev->next = end->next;
  else
    line->first = end->next;
  if (end->next)
    end->next->prev = end->prev;
  else
    line->last = end->prev;
}

/* Before the wait of a task ends, it leaves the lines of all its cases: who
 * stands in a line can be had. */
static void stop_waiting(struct turn *turn) {
  bt_timer_stop(&turn->timer);
  for (size_t i = 0; i < turn->n; i++) {
    leave_line(&turn->ends[i]);
    bt_object_changed(&turn->ends[i].what->channel->object);
  }
}

static bool give_up(struct bt_waiter *waiter) {
  stop_waiting((struct turn *)waiter);
  bt_strike(waiter);
  return true;
}

static const struct bt_wait_kind turn_kind = {.cancel = give_up};

/* ---- On the screen ---------------------------------------------------- */

static void describe_line(struct bt_state *state, const char *name,
                          const struct bt_channel_line *line) {
  bt_state_tasks_begin(state, name);
  for (const struct bt_channel_end *e = line->first; e; e = e->next)
    bt_state_tasks_add(state, e->turn->waiter.task);
}

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_channel *c = (const struct bt_channel *)object;

  bt_state_int(state, "size", (int64_t)c->n);
  bt_state_int(state, "max", (int64_t)c->capacity);
  bt_state_bool(state, "closed", c->closed);
  describe_line(state, "receivers", &c->receivers);
  describe_line(state, "senders", &c->senders);
}

static const struct bt_kind kind = {"channel", describe};

void bt_channel_init(struct bt_channel *c, size_t capacity, const char *name) {
  memset(c, 0, sizeof *c);
  c->capacity = capacity;
  bt_object_init(&c->object, &kind, name);
}

void bt_channel_fini(struct bt_channel *c) {
  bt_object_gone(&c->object);
  bt_free(c->slots);
  c->slots = NULL;
  c->n = 0;
}

/* ---- Handing over ----------------------------------------------------- */

/* Ends the wait of the task behind end with this case. */
static void finish(struct bt_channel_end *end, int rc) {
  struct turn *turn = end->turn;

  end->what->rc = rc;
  stop_waiting(turn);
  bt_wake(turn->waiter.task, (int)(end - turn->ends));
}

static bool give_to_receiver(struct bt_channel *c, void *item) {
  struct bt_channel_end *end = c->receivers.first;

  if (!end)
    return false;
  end->what->item = item;
  finish(end, 0);
  return true;
}

static void *take_from_sender(struct bt_channel *c) {
  struct bt_channel_end *end = c->senders.first;

  if (!end)
    return NULL;
  finish(end, 0);
  return end->what->send;
}

static void put_in_buffer(struct bt_channel *c, void *item) {
  c->slots[(c->head + c->n++) % c->capacity] = item;
  bt_object_changed(&c->object);
}

static void *take_from_buffer(struct bt_channel *c) {
  void *item = c->slots[c->head], *next;

  c->head = (c->head + 1) % c->capacity;
  c->n--;
  next = take_from_sender(c);
  if (next)
    put_in_buffer(c, next);
  else
    bt_object_changed(&c->object);
  return item;
}

static int closed(void) { return bt_fail(UV_EPIPE, "the channel is closed"); }

static int try_send(struct bt_channel *c, void *item) {
  if (c->closed)
    return closed();
  if (give_to_receiver(c, item))
    return 0;
  if (c->n >= c->capacity)
    return UV_EAGAIN;
  if (!c->slots && !(c->slots = bt_alloc(c->capacity * sizeof *c->slots)))
    return bt_fail(UV_ENOMEM, "out of memory for a channel of %zu items",
                   c->capacity);
  put_in_buffer(c, item);
  return 0;
}

static int try_recv(struct bt_channel *c, void **item) {
  void *taken = c->n > 0 ? take_from_buffer(c) : take_from_sender(c);

  if (!taken)
    return c->closed ? UV_EOF : UV_EAGAIN;
  *item = taken;
  return 0;
}

static int try_case(struct bt_select *what) {
  what->rc = what->send ? try_send(what->channel, what->send)
                        : try_recv(what->channel, &what->item);
  return what->rc;
}

void bt_channel_close(struct bt_channel *c) {
  if (c->closed)
    return;
  c->closed = true;
  bt_object_changed(&c->object);
  while (c->receivers.first)
    finish(c->receivers.first, UV_EOF);
  while (c->senders.first)
    finish(c->senders.first, UV_EPIPE);
}

/* ---- Waiting ---------------------------------------------------------- */

static void time_is_up(struct bt_call *call) {
  struct turn *turn =
      (struct turn *)((char *)call - offsetof(struct turn, timer.call));

  stop_waiting(turn);
  bt_wake(call->task, UV_ETIMEDOUT);
}

static void start_timer(struct turn *turn, uint64_t us) {
  if (us == BT_NEVER)
    return;
  turn->timer.call.fn = time_is_up;
  turn->timer.call.what = "timeout";
  turn->timer.call.task = bt_self();
  bt_timer_start(&turn->timer, us);
  turn->waiter.until = turn->timer.due;
}

static void line_up(struct turn *turn, struct bt_select *cases, size_t n) {
  for (; turn->n < n; turn->n++) {
    struct bt_select *what = &cases[turn->n];
    struct bt_channel *c = what->channel;
    struct bt_channel_end *end = &turn->ends[turn->n];

    *end = (struct bt_channel_end){.what = what, .turn = turn};
    join_line(what->send ? &c->senders : &c->receivers, end);
    bt_object_changed(&c->object);
  }
}

/* The index of the case that was taken, or an error. */
static int wait_in(struct turn *turn, struct bt_select *cases, size_t n,
                   uint64_t us) {
  int rc;

  turn->waiter.task = bt_self(); /* the lines show it before it parks */
  turn->waiter.kind = &turn_kind;
  line_up(turn, cases, n);
  start_timer(turn, us);
  rc = bt_park(&turn->waiter);
  if (rc == UV_ECANCELED && turn->waiter.state == BT_WOKEN &&
      turn->waiter.result >= 0) {
    bt_cancel_again(); /* the item has changed hands: that counts */
    rc = turn->waiter.result;
  }
  if (rc == UV_ETIMEDOUT)
    return bt_fail(rc, "the time is up");
  if (rc >= 0 && cases[rc].rc == UV_EPIPE)
    closed();
  return rc;
}

/* One case needs no memory but the caller's frame. */
static int one_case(struct bt_select *what) {
  struct bt_channel_end end;
  struct turn turn = {.ends = &end};
  int rc = try_case(what);

  if (rc != UV_EAGAIN)
    return rc;
  turn.waiter.object = &what->channel->object;
  turn.waiter.why = what->send ? "nobody receives" : "nothing sent";
  rc = wait_in(&turn, what, 1, BT_NEVER);
  return rc < 0 ? rc : what->rc;
}

int bt_channel_send(struct bt_channel *c, void *item) {
  struct bt_select what = {.channel = c, .send = item};

  if (!item)
    bt_misuse("channel", "NULL is sent; items are pointers to something");
  return one_case(&what);
}

int bt_channel_recv(struct bt_channel *c, void **item) {
  struct bt_select what = {.channel = c};
  int rc = one_case(&what);

  if (rc == 0)
    *item = what.item;
  return rc;
}

int bt_select_us(struct bt_select *cases, size_t n, uint64_t timeout_us) {
  struct turn turn = {.n = 0};
  int rc;

  if (n == 0)
    return bt_fail(UV_EINVAL, "a select of no cases");
  for (size_t i = 0; i < n; i++)
    if (try_case(&cases[i]) != UV_EAGAIN)
      return (int)i;
  if (timeout_us == 0)
    return bt_fail(UV_ETIMEDOUT, "no case can go on");
  turn.ends = bt_alloc(n * sizeof *turn.ends);
  if (!turn.ends)
    return bt_fail(UV_ENOMEM, "out of memory for a select of %zu cases", n);
  turn.waiter.on = "select";
  rc = wait_in(&turn, cases, n, timeout_us);
  bt_free(turn.ends);
  return rc;
}

int bt_select(struct bt_select *cases, size_t n, uint64_t timeout_ms) {
  return bt_select_us(
      cases, n, timeout_ms > BT_NEVER / 1000 ? BT_NEVER : timeout_ms * 1000);
}
