/* SPDX-License-Identifier: MIT-0 */
#include "editor.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"

int editor_init(struct editor *e) {
  memset(e, 0, sizeof *e);
  e->text = calloc(1, 64);
  e->size = e->text ? 64 : 0;
  return e->text ? 0 : UV_ENOMEM;
}

void editor_fini(struct editor *e) {
  for (size_t i = 0; i < e->n_history; i++)
    free(e->history[i]);
  free(e->history);
  free(e->kept);
  free(e->cut);
  free(e->text);
  memset(e, 0, sizeof *e);
}

/* ---- Text ------------------------------------------------------------- */

static int reserve(struct editor *e, size_t n) {
  size_t size = e->size;
  char *text;

  while (size < n + 1)
    size *= 2;
  if (size == e->size)
    return 0;
  text = realloc(e->text, size);
  if (!text)
    return UV_ENOMEM;
  e->text = text;
  e->size = size;
  return 0;
}

int editor_insert(struct editor *e, const char *text, size_t n) {
  int rc = reserve(e, e->n + n);

  if (rc < 0)
    return rc;
  memmove(e->text + e->cursor + n, e->text + e->cursor, e->n - e->cursor + 1);
  memcpy(e->text + e->cursor, text, n);
  e->n += n;
  e->cursor += n;
  return 0;
}

int editor_set(struct editor *e, const char *text) {
  size_t n = strlen(text);
  int rc = reserve(e, n);

  if (rc < 0)
    return rc;
  memcpy(e->text, text, n + 1);
  e->n = e->cursor = n;
  return 0;
}

void editor_clear(struct editor *e) {
  e->text[0] = '\0';
  e->n = e->cursor = 0;
  e->place = e->n_history;
  free(e->kept);
  e->kept = NULL;
}

/* ---- Moving ----------------------------------------------------------- */

static bool inside_character(char c) {
  return ((unsigned char)c & 0xc0) == 0x80;
}

static bool in_word(char c) {
  return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static size_t left(const struct editor *e, size_t at) {
  while (at > 0 && inside_character(e->text[--at]))
    ;
  return at;
}

static size_t right(const struct editor *e, size_t at) {
  if (at < e->n)
    at++;
  while (at < e->n && inside_character(e->text[at]))
    at++;
  return at;
}

static size_t word_left(const struct editor *e, size_t at) {
  while (at > 0 && !in_word(e->text[at - 1]))
    at--;
  while (at > 0 && in_word(e->text[at - 1]))
    at--;
  return at;
}

static size_t word_right(const struct editor *e, size_t at) {
  while (at < e->n && !in_word(e->text[at]))
    at++;
  while (at < e->n && in_word(e->text[at]))
    at++;
  return at;
}

static size_t target(const struct editor *e, enum editor_move move) {
  size_t at = e->cursor;

  switch (move) {
  case EDITOR_LEFT:
    return left(e, at);
  case EDITOR_RIGHT:
    return right(e, at);
  case EDITOR_WORD_LEFT:
    return word_left(e, at);
  case EDITOR_WORD_RIGHT:
    return word_right(e, at);
  case EDITOR_HOME:
    while (at > 0 && e->text[at - 1] != '\n')
      at--;
    return at;
  case EDITOR_END:
    while (at < e->n && e->text[at] != '\n')
      at++;
    return at;
  }
  return at;
}

void editor_move(struct editor *e, enum editor_move move) {
  e->cursor = target(e, move);
}

/* So many characters behind from, within its line. */
static size_t along(const struct editor *e, size_t from, int characters) {
  while (characters-- > 0 && from < e->n && e->text[from] != '\n')
    from = right(e, from);
  return from;
}

static int column(const struct editor *e, size_t start) {
  int n = 0;

  for (size_t at = start; at < e->cursor; at = right(e, at))
    n++;
  return n;
}

bool editor_line_up(struct editor *e) {
  size_t start = target(e, EDITOR_HOME), before;
  int n = column(e, start);

  if (start == 0)
    return false;
  before = start - 1;
  while (before > 0 && e->text[before - 1] != '\n')
    before--;
  e->cursor = along(e, before, n);
  return true;
}

bool editor_line_down(struct editor *e) {
  size_t start = target(e, EDITOR_HOME), end = target(e, EDITOR_END);

  if (end == e->n)
    return false;
  e->cursor = along(e, end + 1, column(e, start));
  return true;
}

/* ---- Deleting --------------------------------------------------------- */

static void remove_range(struct editor *e, size_t from, size_t to) {
  memmove(e->text + from, e->text + to, e->n - to + 1);
  e->n -= to - from;
  e->cursor = from;
}

static void order(size_t *a, size_t *b) {
  size_t t = *a;

  if (*a > *b) {
    *a = *b;
    *b = t;
  }
}

void editor_delete(struct editor *e, enum editor_move move) {
  size_t from = e->cursor, to = target(e, move);

  order(&from, &to);
  remove_range(e, from, to);
}

int editor_cut(struct editor *e, enum editor_move move) {
  size_t from = e->cursor, to = target(e, move);
  char *cut;

  order(&from, &to);
  if (from == to)
    return 0;
  cut = strndup(e->text + from, to - from);
  if (!cut)
    return UV_ENOMEM;
  free(e->cut);
  e->cut = cut;
  remove_range(e, from, to);
  return 0;
}

int editor_yank(struct editor *e) {
  return e->cut ? editor_insert(e, e->cut, strlen(e->cut)) : 0;
}

/* ---- History ---------------------------------------------------------- */

int editor_remember(struct editor *e, const char *line) {
  char *copy;

  if (!*line ||
      (e->n_history && strcmp(e->history[e->n_history - 1], line) == 0))
    return 0;
  if (e->n_history == e->size_history) {
    size_t size = e->size_history ? e->size_history * 2 : 64;
    char **history = realloc(e->history, size * sizeof *history);

    if (!history)
      return UV_ENOMEM;
    e->history = history;
    e->size_history = size;
  }
  copy = strdup(line);
  if (!copy)
    return UV_ENOMEM;
  e->history[e->n_history++] = copy;
  e->place = e->n_history;
  return 0;
}

int editor_older(struct editor *e) {
  int rc;

  if (e->place == 0)
    return 0;
  if (e->place == e->n_history) {
    free(e->kept);
    e->kept = strdup(e->text);
    if (!e->kept)
      return UV_ENOMEM;
  }
  rc = editor_set(e, e->history[e->place - 1]);
  if (rc == 0)
    e->place--;
  return rc;
}

int editor_newer(struct editor *e) {
  int rc;

  if (e->place >= e->n_history)
    return 0;
  rc = editor_set(e, e->place + 1 < e->n_history ? e->history[e->place + 1]
                     : e->kept                   ? e->kept
                                                 : "");
  if (rc == 0)
    e->place++;
  return rc;
}

/* ---- Completion ------------------------------------------------------- */

int editor_complete(struct editor *e, size_t n, const char *const *candidates,
                    size_t n_candidates) {
  size_t common;

  if (n_candidates == 0 || n > e->cursor)
    return 0;
  common = strlen(candidates[0]);
  for (size_t i = 1; i < n_candidates; i++)
    for (size_t j = 0; j < common; j++)
      if (candidates[i][j] != candidates[0][j])
        common = j;
  if (common <= n)
    return 0;
  return editor_insert(e, candidates[0] + n, common - n);
}
