/* SPDX-License-Identifier: MIT-0 */
#include "page.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Columns that n bytes of UTF-8 take, taking each character for one. */
static int columns(const char *text, size_t n) {
  int wide = 0;

  for (size_t i = 0; i < n; i++)
    wide += ((unsigned char)text[i] & 0xc0) != 0x80;
  return wide;
}

/* A word of n bytes. */
static void put_word(const struct page *page, const char *word, size_t n) {
  size_t mark = strlen(LESSON_EMPHASIS);

  for (const char *end = word + n; word < end;) {
    bool is_mark = page->width && strncmp(word, LESSON_EMPHASIS, mark) == 0;

    fputc(is_mark ? '*' : *word, page->out);
    word += is_mark ? mark : 1;
  }
}

void page_wrap(const struct page *page, const char *first, const char *rest,
               const char *text) {
  int at = columns(first, strlen(first));
  bool empty = true; /* no word is on this line yet */

  fputs(first, page->out);
  for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
    size_t n = strcspn(text, " \n");
    int wide = columns(text, n);

    if (!empty && page->width && at + 1 + wide > page->width) {
      fprintf(page->out, "\n%s", rest);
      at = columns(rest, strlen(rest));
      empty = true;
    }
    if (!empty)
      fputc(' ', page->out);
    put_word(page, text, n);
    at += wide + !empty;
    empty = false;
    text += n;
  }
  fputc('\n', page->out);
}

static void print_heading(const struct page *page, const struct block *block) {
  int wide = columns(block->text, strlen(block->text));

  if (!page->width) { /* who breaks the lines shows headings, too */
    fprintf(page->out, "# %s\n\n", block->text);
    return;
  }
  fprintf(page->out, "%s\n", block->text);
  while (wide-- > 0)
    fputc(block->depth == 1 ? '=' : '-', page->out);
  fprintf(page->out, "\n\n");
}

static void print_point(const struct page *page, const struct block *block) {
  char first[32], rest[32];
  int indent = 2 * (block->depth - 1);

  if (block->number < 0)
    snprintf(first, sizeof first, "%*s- ", indent, "");
  else
    snprintf(first, sizeof first, "%*s%d. ", indent, "", block->number);
  snprintf(rest, sizeof rest, "%*s", (int)strlen(first), "");
  page_wrap(page, first, rest, block->text);
  fputc('\n', page->out);
}

static void print_code(const struct page *page, const char *text) {
  while (*text) {
    size_t n = strcspn(text, "\n");

    fprintf(page->out, "%*s%.*s\n", PAGE_CODE_INDENT, "", (int)n, text);
    text += n + (text[n] == '\n');
  }
  fputc('\n', page->out);
}

void page_block(const struct page *page, const struct block *block) {
  if (block->kind == BLOCK_HEADING) {
    print_heading(page, block);
  } else if (block->kind == BLOCK_CODE) {
    print_code(page, block->text);
  } else if (block->kind == BLOCK_TEXT && block->number != 0) {
    print_point(page, block);
  } else if (block->kind == BLOCK_TEXT) {
    page_wrap(page, "", "", block->text);
    fputc('\n', page->out);
  }
}
