/* SPDX-License-Identifier: MIT-0 */
/* Messages: strings that a task, its awaiter and its group share. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct bt_text *text_of_size(size_t n) {
  struct bt_text *text = bt_alloc(sizeof *text + n + 1);

  if (text)
    text->refs = 1;
  return text;
}

/* A message that finds no memory is left out: the code it goes with counts. */
struct bt_text *bt_text_new(const char *s) {
  struct bt_text *text = s ? text_of_size(strlen(s)) : NULL;

  if (text)
    strcpy(text->s, s);
  return text;
}

struct bt_text *bt_text_ref(struct bt_text *text) {
  if (text)
    text->refs++;
  return text;
}

void bt_text_drop(struct bt_text *text) {
  if (text && --text->refs == 0)
    bt_free(text);
}

void bt_text_set(struct bt_text **place, struct bt_text *text) {
  bt_text_drop(*place);
  *place = text;
}

void bt_explain(struct bt_task *t, int code, struct bt_text *text) {
  bt_text_set(&t->message, text);
  t->message_code = code;
}

const char *bt_message_for(int code) {
  const struct bt_task *t = bt_self();

  return t && t->message_code == code ? bt_message(t) : NULL;
}

int bt_fail(int code, const char *format, ...) {
  struct bt_task *t = bt_self();
  struct bt_text *text;
  va_list args;
  int n;

  if (!t)
    return code;
  va_start(args, format);
  n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  text = n < 0 ? NULL : text_of_size((size_t)n);
  if (text) {
    va_start(args, format);
    vsnprintf(text->s, (size_t)n + 1, format, args);
    va_end(args);
  }
  bt_explain(t, code, text);
  return code;
}
