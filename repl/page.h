/* SPDX-License-Identifier: MIT-0 */
/* page: a lesson's text as lines. */
#ifndef PAGE_H
#define PAGE_H

#include <stdio.h>

#include "lesson.h"

enum { PAGE_CODE_INDENT = 4 };

struct page {
  FILE *out;
  int width; /* columns of a line; 0: lines are not broken here */
};

/* Words of text, broken where a line is full; first stands before the first
 * line, rest before the others. Lines that are broken here are for good: what
 * is emphasised stands between asterisks. */
void page_wrap(const struct page *page, const char *first, const char *rest,
               const char *text);

/* A heading, a paragraph, a point of a list or code, and an empty line where
 * one belongs after it. Other blocks print nothing. */
void page_block(const struct page *page, const struct block *block);

#endif
