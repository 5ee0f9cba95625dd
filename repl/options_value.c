/* SPDX-License-Identifier: MIT-0 */
/* The values of flags. */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options_parts.h"
#include "say.h"

static int bad_value(const struct flag *flag, const char *text) {
  say("%s takes %s, not '%s'", flag->name, flag->value, text);
  return -1;
}

static int read_count(const struct flag *flag, const char *text, void *field) {
  char *end;

  errno = 0;
  uint64_t n = strtoull(text, &end, 10);
  if (!isdigit((unsigned char)text[0]) || *end != '\0' || errno != 0)
    return bad_value(flag, text);
  *(uint64_t *)field = n;
  return 0;
}

static int read_seconds(const struct flag *flag, const char *text,
                        void *field) {
  enum { LONGEST_S = 1000000000 };
  char *end;
  double seconds = strtod(text, &end);

  if (end == text || *end != '\0' || !(seconds >= 0 && seconds <= LONGEST_S))
    return bad_value(flag, text);
  *(uint64_t *)field = (uint64_t)ceil(seconds * 1000);
  return 0;
}

static int read_clock(const struct flag *flag, const char *text, void *field) {
  enum bt_clock *clock = field;

  if (strcmp(text, "virtual") == 0)
    *clock = BT_CLOCK_VIRTUAL;
  else if (strcmp(text, "real") == 0)
    *clock = BT_CLOCK_REAL;
  else
    return bad_value(flag, text);
  return 0;
}

static int read_format(const struct flag *flag, const char *text, void *field) {
  enum format *format = field;

  static const char *const names[] = {"text", "jsonl", "perfetto",
                                      "svg",  "ansi",  "html"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(text, names[i]) == 0) {
      *format = (enum format)i;
      return 0;
    }
  return bad_value(flag, text);
}

/* "80x24": the width, and behind it in the struct the height. */
static int read_size(const struct flag *flag, const char *text, void *field) {
  int *size = field;
  char rest;

  if (sscanf(text, "%4dx%4d%c", &size[0], &size[1], &rest) != 2 ||
      size[0] < 1 || size[1] < 1 || size[0] > 1000 || size[1] > 1000)
    return bad_value(flag, text);
  return 0;
}

int options_value(const struct flag *flag, const char *text, void *field) {
  switch (flag->kind) {
  case IS_COUNT:
    return read_count(flag, text, field);
  case IS_SECONDS:
    return read_seconds(flag, text, field);
  case IS_CLOCK:
    return read_clock(flag, text, field);
  case IS_FORMAT:
    return read_format(flag, text, field);
  case IS_SIZE:
    return read_size(flag, text, field);
  case IS_TEXT:
    *(const char **)field = text;
    return 0;
  case IS_TRUE:
    break;
  }
  *(bool *)field = true;
  return 0;
}
