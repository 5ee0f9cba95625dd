/* SPDX-License-Identifier: MIT-0 */
#include "page.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 76 };

/* Columns that n bytes of UTF-8 take, taking each character for one. */
static int columns(const char *text, size_t n) {
  int wide = 0;

  for (size_t i = 0; i < n; i++)
    wide += ((unsigned char)text[i] & 0xc0) != 0x80;
  return wide;
}

void page_wrap(const char *first, const char *rest, const char *text) {
  int at = columns(first, strlen(first));
  bool empty = true; /* no word is on this line yet */

  fputs(first, stdout);
  for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
    size_t n = strcspn(text, " \n");
    int wide = columns(text, n);

    if (!empty && at + 1 + wide > WIDTH) {
      printf("\n%s", rest);
      at = columns(rest, strlen(rest));
      empty = true;
    }
    printf("%s%.*s", empty ? "" : " ", (int)n, text);
    at += wide + !empty;
    empty = false;
    text += n;
  }
  putchar('\n');
}

static void print_heading(const struct block *block) {
  int wide = columns(block->text, strlen(block->text));

  printf("%s\n", block->text);
  while (wide-- > 0)
    putchar(block->depth == 1 ? '=' : '-');
  printf("\n\n");
}

static void print_point(const struct block *block) {
  char first[32], rest[32];
  int indent = 2 * (block->depth - 1);

  if (block->number < 0)
    snprintf(first, sizeof first, "%*s- ", indent, "");
  else
    snprintf(first, sizeof first, "%*s%d. ", indent, "", block->number);
  snprintf(rest, sizeof rest, "%*s", (int)strlen(first), "");
  page_wrap(first, rest, block->text);
  putchar('\n');
}

static void print_code(const char *text) {
  while (*text) {
    size_t n = strcspn(text, "\n");

    printf("    %.*s\n", (int)n, text);
    text += n + (text[n] == '\n');
  }
  putchar('\n');
}

void page_block(const struct block *block) {
  if (block->kind == BLOCK_HEADING) {
    print_heading(block);
  } else if (block->kind == BLOCK_CODE) {
    print_code(block->text);
  } else if (block->kind == BLOCK_TEXT && block->number != 0) {
    print_point(block);
  } else if (block->kind == BLOCK_TEXT) {
    page_wrap("", "", block->text);
    putchar('\n');
  }
}
