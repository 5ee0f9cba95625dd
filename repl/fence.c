/* SPDX-License-Identifier: MIT-0 */
#include "fence.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the part that a line begins has its name, and its text. */
struct start {
  size_t name, n_name, text;
};

static bool is_option(const char *line) {
  return line[0] == '[' && isdigit((unsigned char)line[1]) && line[2] == ']';
}

/* The length of the word before a colon, 0 if there is none. */
static size_t key_length(const char *line) {
  size_t n = strspn(line, "abcdefghijklmnopqrstuvwxyz");

  return line[n] == ':' ? n : 0;
}

static struct start start_of(const char *line) {
  size_t n = key_length(line);

  if (is_option(line))
    return (struct start){1, 1, 3};
  if (line[0] == '?' && line[1] == ' ')
    return (struct start){0, 1, 1};
  return (struct start){0, n, n ? n + 1 : 0};
}

static struct part *new_part(struct fence *fence, const char *name, size_t n,
                             int line) {
  struct part *part = &fence->parts[fence->n];

  if (fence->n == FENCE_PARTS)
    return NULL;
  part->name = strndup(name, n);
  part->text = strdup("");
  part->line = line;
  fence->n++;
  return part->name && part->text ? part : NULL;
}

/* Adds n bytes without blanks before them, on a line of their own. */
static int add_line(struct part *part, const char *text, size_t n) {
  size_t have = strlen(part->text), skip = 0;
  char *more;

  while (skip < n && (text[skip] == ' ' || text[skip] == '\t'))
    skip++;
  more = realloc(part->text, have + n - skip + 2);
  if (!more)
    return -1;
  part->text = more;
  snprintf(more + have, n - skip + 2, "%s%.*s", have ? "\n" : "",
           (int)(n - skip), text + skip);
  return 0;
}

/* A line goes on with the last part if it is indented or empty, or if both
 * are plain text, or of one question. */
static bool goes_on(const struct fence *fence, const char *line,
                    struct start start) {
  const char *last = fence->n ? fence->parts[fence->n - 1].name : NULL;

  if (!last)
    return false;
  if (start.n_name == 0)
    return *last == '\0' || isspace((unsigned char)*line) || *line == '\0';
  return line[0] == '?' && strcmp(last, "?") == 0;
}

static int take_line(struct fence *fence, const char *line, size_t n,
                     int number) {
  struct start start = start_of(line);
  struct part *part;

  if (start.n_name == 0 && fence->n == 0 && n == 0)
    return 0;
  if (goes_on(fence, line, start))
    part = &fence->parts[fence->n - 1];
  else
    part = new_part(fence, line + start.name, start.n_name, number);
  if (!part)
    return -1;
  return add_line(part, line + start.text, n - start.text);
}

int fence_parse(struct fence *fence, const char *text) {
  int rc = 0;

  fence->n = 0;
  for (int number = 0; rc == 0 && *text; number++) {
    size_t n = strcspn(text, "\n");

    rc = take_line(fence, text, n, number);
    text += n + (text[n] == '\n');
  }
  return rc;
}

void fence_free(struct fence *fence) {
  for (size_t i = 0; i < fence->n; i++) {
    free(fence->parts[i].name);
    free(fence->parts[i].text);
  }
  fence->n = 0;
}

const struct part *fence_part(const struct fence *fence, const char *name) {
  for (size_t i = 0; i < fence->n; i++)
    if (strcmp(fence->parts[i].name, name) == 0)
      return &fence->parts[i];
  return NULL;
}
