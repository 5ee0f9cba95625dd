/* SPDX-License-Identifier: MIT-0 */
/* What Baton says to the programmer: warnings, misuse, leaks. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Saying ----------------------------------------------------------- */

void bt_tell(struct bt_loop *loop, const char *rule, const char *text) {
  if (loop && loop->options.report)
    loop->options.report(loop->options.data, rule, text);
  else
    fprintf(stderr, "baton: %s\n", text);
}

void bt_report(struct bt_loop *loop, const char *rule, const char *text) {
  struct bt_trace_event e = {.ev = BT_EV_WARN};

  if (bt_traced(loop)) {
    e.at = loop->running ? bt_locate(loop, loop->running) : NULL;
    e.u.warn.rule = rule;
    e.u.warn.text = text;
    bt_emit(loop, bt_acting(loop), &e);
  }
  bt_tell(loop, rule, text);
}

void bt_warn(const char *rule, const char *format, ...) {
  char text[1024];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (bt_loop_here)
    bt_report(bt_loop_here, rule, text);
  else
    bt_tell(NULL, rule, text);
}

void bt_misuse(const char *rule, const char *format, ...) {
  struct bt_task *t = bt_self();
  const char *at = t ? bt_locate(t->loop, t) : NULL;
  va_list args;

  fprintf(stderr, "baton: %s%s", at ? at : "", at ? ": " : "");
  if (t)
    fprintf(stderr, "task %s: ", t->name);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fprintf(stderr, " [%s]\n", rule);
  abort();
}

const char *bt_error_name(int code) {
  static const struct {
    int code;
    const char *name;
  } names[] = {
      {BT_EDEADLOCK, "EDEADLOCK"},
      {BT_ELIMIT, "ELIMIT"},
      {BT_ESCHEDULE, "ESCHEDULE"},
      {UV_ECANCELED, "ECANCELED"},
      {UV_ETIMEDOUT, "ETIMEDOUT"},
      {UV_ENOMEM, "ENOMEM"},
      {UV_EINVAL, "EINVAL"},
      {UV_EAGAIN, "EAGAIN"},
      {UV_EBUSY, "EBUSY"},
      {UV_EIO, "EIO"},
      {UV_ENOENT, "ENOENT"},
      {UV_EPIPE, "EPIPE"},
      {UV_EOF, "EOF"},
      {UV_ECONNREFUSED, "ECONNREFUSED"},
      {UV_ECONNRESET, "ECONNRESET"},
      {UV_EACCES, "EACCES"},
      {UV_EPERM, "EPERM"},
      {UV_EEXIST, "EEXIST"},
      {UV_ENOSPC, "ENOSPC"},
      {UV_ENOSYS, "ENOSYS"},
      {UV_ENOTSUP, "ENOTSUP"},
      {UV_ERANGE, "ERANGE"},
      {UV_EINTR, "EINTR"},
      {UV_EBADF, "EBADF"},
      {UV_E2BIG, "E2BIG"},
  };

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].code == code)
      return names[i].name;
  return "unknown error";
}

/* ---- Errors nobody saw, handles nobody gave back ---------------------- */

void bt_report_unseen(struct bt_task *t) {
  char text[1024];

  if (t->retrieved || t->result >= 0 || t->result == UV_ECANCELED ||
      t == t->loop->main)
    return;
  t->retrieved = true;
  snprintf(text, sizeof text,
           "task %s failed and nobody retrieved its error: %s", t->name,
           t->message ? t->message->s : bt_error_name(t->result));
  bt_report(t->loop, "unretrieved", text);
}

void bt_report_handles(struct bt_loop *loop) {
  char text[512];
  size_t n = 0;

  for (struct bt_task *t = loop->first; t; t = t->next) {
    bt_report_unseen(t);
    n++;
  }
  if (n == 0)
    return;
  snprintf(text, sizeof text,
           "%zu handle%s never awaited or dropped; the first is of task %s", n,
           n == 1 ? " was" : "s were", loop->first->name);
  bt_report(loop, "leak", text);
}
