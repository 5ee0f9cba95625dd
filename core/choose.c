/* SPDX-License-Identifier: MIT-0 */
/* Every choice of the loop: what was decided, by whom, and as text.
 *
 * A schedule is "B1." and the choices that differ from the first option, as
 * point>label joined by commas, or "-". A point is the number of the choice,
 * counting from 0 those that had two or more options; a label the task's name,
 * "tie:NAME" for timers, "fault:NAME" for faults, with #2 behind it for the
 * second of that name. Characters that the text needs are written as %XX.
 */
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL = 1024 }; /* three bytes for each of a name's 255, and more */

static const char head[] = "B1.";

/* ---- Labels ----------------------------------------------------------- */

static bool is_plain(unsigned char c) {
  return c > ' ' && c < 0x7f && !strchr(",>#%", c);
}

static size_t escape(char *to, size_t size, const char *name) {
  size_t n = 0;

  for (; *name && n + 4 < size; name++) {
    if (is_plain((unsigned char)*name))
      to[n++] = *name;
    else
      n += (size_t)snprintf(to + n, size - n, "%%%02X", (unsigned char)*name);
  }
  to[n] = '\0';
  return n;
}

/* The label of the same-th option of that name. */
static void write_name(const struct bt_choice *choice, const char *name,
                       size_t same, char *label) {
  bool task = strcmp(choice->why, "task") == 0;
  size_t n = task ? 0 : (size_t)snprintf(label, LABEL, "%s:", choice->why);

  n += escape(label + n, LABEL - n - 16, name);
  if (same > 1)
    snprintf(label + n, LABEL - n, "#%zu", same);
}

/* The label of option i. Options are asked for in their order, which is the
 * cheap way to look at many. */
static void write_label(const struct bt_choice *choice, size_t i, char *label) {
  const char *name = choice->label(choice, i);
  size_t same = 1;

  for (size_t j = 0; j < i; j++)
    same += strcmp(choice->label(choice, j), name) == 0;
  write_name(choice, name, same, label);
}

/* ---- Text of the choices made ----------------------------------------- */

static int append(struct bt_loop *loop, const char *text) {
  struct bt_buffer *buf = &loop->schedule;
  size_t n = strlen(text);

  if (buf->n + n + 1 > buf->size) {
    size_t size = (buf->n + n + 1) * 2;
    char *data = bt_resize(loop, buf->data, buf->size, size);

    if (!data)
      return UV_ENOMEM;
    buf->data = data;
    buf->size = size;
  }
  memcpy(buf->data + buf->n, text, n + 1);
  buf->n += n;
  return 0;
}

static void record(struct bt_loop *loop, uint64_t point,
                   const struct bt_choice *choice, size_t took) {
  char text[LABEL + 32], label[LABEL];
  int rc = loop->schedule.n ? 0 : append(loop, head);

  write_label(choice, took, label);
  snprintf(text, sizeof text, "%s%" PRIu64 ">%s",
           loop->schedule.n > sizeof head - 1 ? "," : "", point, label);
  if (rc < 0 || append(loop, text) < 0)
    bt_warn("schedule", "out of memory: the schedule is not complete");
}

const char *bt_loop_schedule(struct bt_loop *loop) {
  return loop->schedule.n > sizeof head - 1 ? loop->schedule.data : "B1.-";
}

/* ---- Reading a schedule ----------------------------------------------- */

/* Labels stay where they are in the text of the options. */
static int add_deviation(struct bt_loop *loop, uint64_t point,
                         const char *label, size_t n) {
  struct bt_schedule *s = &loop->follow;
  struct bt_deviation *items = s->items;

  if (s->n == s->size) {
    size_t size = s->size ? s->size * 2 : 16;

    items =
        bt_resize(loop, items, s->size * sizeof *items, size * sizeof *items);
    if (!items)
      return UV_ENOMEM;
    s->items = items;
    s->size = size;
  }
  items[s->n++] = (struct bt_deviation){point, label, n};
  return 0;
}

static int parse(struct bt_loop *loop, const char *text) {
  const struct bt_schedule *s = &loop->follow;

  if (strncmp(text, head, sizeof head - 1) != 0)
    return BT_ESCHEDULE;
  text += sizeof head - 1;
  if (strcmp(text, "-") == 0)
    return 0;
  for (;;) {
    char *end;
    uint64_t point = strtoull(text, &end, 10);
    size_t n = strcspn(*end ? end + 1 : end, ",");
    int rc;

    if (*text < '0' || *text > '9' || *end != '>' || n == 0 ||
        (s->n && point <= s->items[s->n - 1].point))
      return BT_ESCHEDULE;
    rc = add_deviation(loop, point, end + 1, n);
    if (rc < 0)
      return rc;
    text = end + 1 + n;
    if (*text == '\0')
      return 0;
    text++;
  }
}

int bt_order_init(struct bt_loop *loop) {
  const struct bt_options *o = &loop->options;

  loop->random = o->seed;
  loop->noise =
      ~o->seed; /* another sequence, so that neither shifts the other */
  if (o->order == BT_ORDER_SCHEDULE)
    return parse(loop, o->schedule ? o->schedule : "");
  if ((o->order == BT_ORDER_PERSON || o->order == BT_ORDER_SEARCH) &&
      !o->choose)
    return UV_EINVAL;
  return 0;
}

void bt_order_fini(struct bt_loop *loop) {
  bt_resize(loop, loop->follow.items,
            loop->follow.size * sizeof *loop->follow.items, 0);
  bt_resize(loop, loop->schedule.data, loop->schedule.size, 0);
}

/* ---- Deciding --------------------------------------------------------- */

/* splitmix64: every seed, 0 too, gives a good sequence. */
uint64_t bt_next_random(uint64_t *state) {
  uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static void does_not_fit(struct bt_loop *loop, uint64_t point,
                         const struct bt_choice *choice) {
  const struct bt_deviation *wanted = &loop->follow.items[loop->follow.at];
  char offers[512] = "", label[LABEL], text[LABEL + 640];
  size_t n = 0;

  for (size_t i = 0; i < choice->n && n < sizeof offers - 1; i++) {
    write_label(choice, i, label);
    n += (size_t)snprintf(offers + n, sizeof offers - n, "%s%s", i ? ", " : "",
                          label);
  }
  snprintf(text, sizeof text,
           "the program changed at point %" PRIu64
           ": expected %.*s, on offer %s",
           point, (int)wanted->n, wanted->label, offers);
  bt_report(loop, "schedule", text);
  loop->failed = BT_ESCHEDULE;
}

/* Whether the next option of that name is the wanted one: same counts those
 * before it whose name was right. */
static bool fits(const struct bt_choice *choice, const char *name,
                 const struct bt_deviation *wanted, size_t *same) {
  char label[LABEL];
  size_t n;

  write_name(choice, name, 1, label);
  n = strlen(label);
  if (strncmp(label, wanted->label, n) != 0 ||
      (n < wanted->n && wanted->label[n] != '#'))
    return false;
  write_name(choice, name, ++*same, label);
  return strlen(label) == wanted->n &&
         strncmp(label, wanted->label, wanted->n) == 0;
}

static size_t follow(struct bt_loop *loop, uint64_t point,
                     const struct bt_choice *choice) {
  struct bt_schedule *s = &loop->follow;
  size_t same = 0;

  if (s->at >= s->n || s->items[s->at].point != point)
    return 0;
  for (size_t i = 0; i < choice->n; i++)
    if (fits(choice, choice->label(choice, i), &s->items[s->at], &same)) {
      s->at++;
      return i;
    }
  does_not_fit(loop, point, choice);
  return 0;
}

static size_t ask(struct bt_loop *loop, uint64_t point,
                  const struct bt_choice *choice) {
  size_t took = 0;

  switch (loop->options.order) {
  case BT_ORDER_FIRST:
    break;
  case BT_ORDER_SEED:
    took = (size_t)((bt_next_random(&loop->random) >> 32) * choice->n >> 32);
    break;
  case BT_ORDER_SCHEDULE:
    took = follow(loop, point, choice);
    break;
  case BT_ORDER_PERSON:
  case BT_ORDER_SEARCH:
    took = loop->options.choose(loop->options.data, choice);
    break;
  }
  return took < choice->n ? took : 0;
}

size_t bt_decide(struct bt_loop *loop, const struct bt_choice *choice) {
  uint64_t point;
  size_t took;

  if (choice->n < 2)
    return 0;
  point = loop->points++;
  took = ask(loop, point, choice);
  if (took)
    record(loop, point, choice, took);
  if (bt_traced(loop)) {
    struct bt_trace_event e = {.ev = BT_EV_CHOICE};

    e.u.choice.n = (uint32_t)choice->n;
    e.u.choice.took = (uint32_t)took;
    e.u.choice.why = choice->why;
    bt_emit(loop, 0, &e);
  }
  return took;
}

/* ---- Which task runs next --------------------------------------------- */

/* The ready tasks, and the one that was looked at last: those behind it are
 * found from there, so that a look at all of them takes one walk. */
struct ready {
  struct bt_call *first, *last;
  size_t at; /* the place of last */
};

static struct bt_call *task_from(struct bt_call *entry) {
  while (entry->fn)
    entry = entry->next;
  return entry;
}

static struct bt_task *nth_task(struct ready *ready, size_t i) {
  if (i < ready->at) {
    ready->last = ready->first;
    ready->at = 0;
  }
  for (; ready->at < i; ready->at++)
    ready->last = task_from(ready->last->next);
  return bt_task_of(ready->last);
}

static const char *task_label(const struct bt_choice *choice, size_t i) {
  return nth_task((struct ready *)choice->data, i)->name;
}

/* The first entry of the queue is a task. NULL when the schedule does not fit.
 */
struct bt_task *bt_choose_task(struct bt_loop *loop) {
  struct ready ready = {loop->ready.next, loop->ready.next, 0};
  struct bt_choice choice = {loop->n_ready, "task", task_label, &ready};
  size_t took = bt_decide(loop, &choice);

  return loop->failed ? NULL : nth_task(&ready, took);
}

struct labels {
  const char *const *names;
};

static const char *given_label(const struct bt_choice *choice, size_t i) {
  return ((const struct labels *)choice->data)->names[i];
}

size_t bt_choose(const char *why, const char *const *labels, size_t n) {
  struct labels given = {labels};
  struct bt_choice choice = {n, why, given_label, &given};

  return bt_decide(bt_loop_here, &choice);
}

uint32_t bt_random(uint32_t n) {
  return (uint32_t)((bt_next_random(&bt_loop_here->noise) >> 32) * n >> 32);
}
