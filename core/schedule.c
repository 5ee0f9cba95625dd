/* SPDX-License-Identifier: MIT-0 */
/* Schedules: the choices of a program as text.
 *
 * A schedule is "B1." and the choices that differ from the first option, as
 * point>label joined by commas, or "-". A point is the number of the choice,
 * counting from 0 those that had two or more options; a label the task's name,
 * "tie:NAME" for timers, "fault:NAME" for faults, with #2 behind it for the
 * second of that name. Characters that the text needs are written as %XX.
 */
#include "internal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  LABEL = 1024, /* three bytes for each of a name's 255, and more */
  SHOWN = 24    /* of a text that is no schedule */
};

static const char head[] = "B1.";
static const char example[] =
    "; a schedule reads like B1.- or B1.0>main,3>worker#2";

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

static void write_label(const struct bt_choice *choice, size_t i, char *label) {
  const struct bt_offer *offer = choice->data;

  write_name(choice, bt_offer_name(offer, i), bt_offer_same(offer, i) + 1,
             label);
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

void bt_schedule_note(struct bt_loop *loop, uint64_t point,
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

/* ---- Reading ---------------------------------------------------------- */

static int refuse(struct bt_loop *loop, const char *format, ...)
    BT_PRINTF(2, 3);

static int refuse(struct bt_loop *loop, const char *format, ...) {
  char text[512];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  bt_tell(loop, "schedule", text);
  return BT_ESCHEDULE;
}

/* Something else is at that place of the text than must be. */
static int broken(struct bt_loop *loop, const char *text, const char *at,
                  const char *wanted) {
  const char *from = at - text > SHOWN ? at - SHOWN : text;
  char instead[SHOWN + 16] = "";

  if (*at)
    snprintf(instead, sizeof instead, ", not \"%.*s\"", SHOWN, at);
  return refuse(loop,
                "the schedule is %s: after \"%s%.*s\" there should be %s%s%s",
                *at ? "broken" : "cut off", from > text ? "..." : "",
                (int)(at - from), from, wanted, instead, example);
}

static int no_schedule(struct bt_loop *loop, const char *text) {
  size_t digits = *text == 'B' ? strspn(text + 1, "0123456789") : 0;

  if (*text == '\0')
    return refuse(loop, "the schedule is empty%s", example);
  if (digits == 0 || digits > SHOWN)
    return refuse(loop, "\"%.*s\" is no schedule%s", SHOWN, text, example);
  if (digits != 1 || text[1] != head[1])
    return refuse(loop, "the schedule is of version %.*s; this Baton reads B1",
                  (int)digits + 1, text);
  return broken(loop, text, text + 2, "a dot");
}

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

/* Reads point>label; *end is where the text goes on. */
static int read_one(struct bt_loop *loop, const char *text, const char *at,
                    const char **end) {
  const struct bt_schedule *s = &loop->follow;
  char *mark;
  uint64_t point = strtoull(at, &mark, 10);
  size_t n;

  if (*at < '0' || *at > '9')
    return broken(loop, text, at, "the number of a choice");
  if (*mark != '>')
    return broken(loop, text, mark, "\">\" and a name");
  n = strcspn(mark + 1, ",");
  if (n == 0)
    return broken(loop, text, mark + 1, "a name");
  if (s->n && point <= s->items[s->n - 1].point)
    return refuse(loop,
                  "the schedule has point %" PRIu64 " after point %" PRIu64
                  ", and points go up%s",
                  point, s->items[s->n - 1].point, example);
  *end = mark + 1 + n;
  return add_deviation(loop, point, mark + 1, n);
}

int bt_schedule_read(struct bt_loop *loop, const char *text) {
  const char *at = text + sizeof head - 1;
  int rc;

  if (strncmp(text, head, sizeof head - 1) != 0)
    return no_schedule(loop, text);
  if (*at == '-')
    return at[1] ? broken(loop, text, at + 1, "nothing") : 0;
  while ((rc = read_one(loop, text, at, &at)) == 0 && *at == ',')
    at++;
  return rc;
}

void bt_schedule_fini(struct bt_loop *loop) {
  bt_resize(loop, loop->follow.items,
            loop->follow.size * sizeof *loop->follow.items, 0);
  bt_resize(loop, loop->schedule.data, loop->schedule.size, 0);
}

int bt_schedule_check(const struct bt_options *options, const char *text) {
  struct bt_loop loop = {.options = *options};
  int rc = bt_schedule_read(&loop, text);

  bt_schedule_fini(&loop);
  return rc;
}

/* ---- Following -------------------------------------------------------- */

/* The byte that a label has at that place; *at goes on. */
static char unescape(const char **at) {
  char hex[3] = "";
  const char *c = (*at)++;

  if (*c != '%')
    return *c;
  *at += strspn(strncpy(hex, c + 1, 2), "0123456789ABCDEF");
  return (char)strtoul(hex, NULL, 16);
}

/* Reads what write_name has written: the name, and how many of the same come
 * before. Of another text it makes something or other. */
static size_t read_name(const struct bt_choice *choice,
                        const struct bt_deviation *wanted, char *name) {
  const char *at = wanted->label, *end = at + wanted->n;
  size_t n = 0;

  if (strcmp(choice->why, "task") != 0)
    at += strlen(choice->why) + 1 < wanted->n ? strlen(choice->why) + 1 : 0;
  while (at < end && *at != '#' && n < LABEL - 1)
    name[n++] = unescape(&at);
  name[n] = '\0';
  return at < end && *at == '#' ? strtoul(at + 1, NULL, 10) - 1 : 0;
}

static bool fits(const struct bt_choice *choice, size_t i,
                 const struct bt_deviation *wanted) {
  char label[LABEL];

  write_label(choice, i, label);
  return strlen(label) == wanted->n &&
         memcmp(label, wanted->label, wanted->n) == 0;
}

size_t bt_schedule_next(struct bt_loop *loop, uint64_t point,
                        const struct bt_choice *choice) {
  struct bt_schedule *s = &loop->follow;
  char name[LABEL];
  size_t i;

  if (s->at >= s->n || s->items[s->at].point != point)
    return 0;
  i = read_name(choice, &s->items[s->at], name);
  i = bt_offer_find(choice->data, name, i);
  if (i == choice->n || !fits(choice, i, &s->items[s->at]))
    return choice->n;
  s->at++;
  return i;
}

void bt_schedule_misfit(struct bt_loop *loop, uint64_t point,
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

void bt_schedule_leave(struct bt_loop *loop) {
  loop->follow.n = loop->follow.at;
}

/* "3 choices, points 0 to 2" */
static const char *count_points(const struct bt_loop *loop, char *buf,
                                size_t size) {
  if (loop->points == 0)
    return "nothing to choose";
  if (loop->points == 1)
    return "1 choice, point 0";
  snprintf(buf, size, "%" PRIu64 " choices, points 0 to %" PRIu64, loop->points,
           loop->points - 1);
  return buf;
}

void bt_loop_report_schedule(struct bt_loop *loop) {
  struct bt_schedule *s = &loop->follow;
  const struct bt_deviation *d = s->items + s->at;
  char points[80];

  if (s->at >= s->n || s->told || loop->failed)
    return;
  s->told = true;
  bt_warn("schedule",
          "point %" PRIu64 ">%.*s of the schedule%s never reached: the program "
          "had %s; is it the schedule of another program?",
          d->point, (int)d->n, d->label,
          s->n - s->at > 1 ? ", and all after it, were" : " was",
          count_points(loop, points, sizeof points));
}
