/* SPDX-License-Identifier: MIT-0 */
#include "lesson.h"

#include <ctype.h>
#include <md4c.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "paths.h"
#include "say.h"
#include "world/buffer.h"

/* What md4c tells, put together. */
struct reader {
  struct lesson *lesson;
  const char *text; /* of lesson.md */
  size_t n;
  struct buffer piece; /* the text of the block that is being read */
  struct buffer info;
  const char *from;      /* where it stands in text, or NULL */
  int depth, numbers[8]; /* lists: the next point's number, -1 for bullets */
  bool in_block, in_heading, failed;
};

int lesson_wrong(const struct lesson *lesson, int line, const char *format,
                 ...) {
  char text[512];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  say("%s:%d: %s", lesson->path, line, text);
  return -1;
}

/* ---- Blocks ----------------------------------------------------------- */

static struct block *new_block(struct lesson *lesson) {
  struct block *more;

  if (lesson->n == lesson->size) {
    size_t size = lesson->size ? lesson->size * 2 : 32;

    more = realloc(lesson->blocks, size * sizeof *more);
    if (!more)
      return NULL;
    lesson->blocks = more;
    lesson->size = size;
  }
  more = &lesson->blocks[lesson->n++];
  memset(more, 0, sizeof *more);
  return more;
}

static int line_of(const struct reader *r) {
  int line = 1;

  if (r->from)
    for (const char *c = r->text; c < r->from; c++)
      line += *c == '\n';
  else if (r->lesson->n)
    line = r->lesson->blocks[r->lesson->n - 1].line;
  return line;
}

/* Ends the block under way: its text and info become a block's. */
static struct block *add_block(struct reader *r, enum block_kind kind) {
  struct block *block = new_block(r->lesson);

  r->in_block = false;
  if (block && !r->piece.error && !r->info.error) {
    block->kind = kind;
    block->line = line_of(r);
    block->text = strdup(buffer_text(&r->piece));
    block->info = strdup(buffer_text(&r->info));
    if (block->text && block->info)
      return block;
  }
  say_no_memory();
  r->failed = true;
  return NULL;
}

static void begin(struct reader *r) {
  buffer_clear(&r->piece);
  buffer_clear(&r->info);
  r->from = NULL;
  r->in_block = true;
}

/* ---- Fences ----------------------------------------------------------- */

static const struct {
  const char *words;
  enum block_kind kind;
} fences[] = {{"lua run", BLOCK_RUN},     {"c run", BLOCK_C},
              {"predict", BLOCK_PREDICT}, {"try", BLOCK_TRY},
              {"copy", BLOCK_COPY},       {"lua", BLOCK_CODE},
              {"c", BLOCK_CODE},          {"sh", BLOCK_CODE},
              {"text", BLOCK_CODE},       {"", BLOCK_CODE}};
enum { N_FENCES = sizeof fences / sizeof fences[0] };

/* Cuts the words off info, so that only what follows them is left. */
static bool is_fence(char *info, const char *words) {
  size_t n = strlen(words);

  if (strncmp(info, words, n) != 0 || (info[n] != ' ' && info[n] != '\0'))
    return false;
  if (n == 0 && info[0] != '\0')
    return false;
  n += strspn(info + n, " ");
  memmove(info, info + n, strlen(info + n) + 1);
  return true;
}

static int unknown_fence(const struct lesson *lesson,
                         const struct block *block) {
  struct nearest nearest;
  char hint[64];

  nearest_start(&nearest, block->info);
  for (size_t i = 0; i < N_FENCES; i++)
    nearest_try(&nearest, fences[i].words);
  return lesson_wrong(lesson, block->line, "unknown fence '%s'%s", block->info,
                      nearest_hint(&nearest, "", hint, sizeof hint));
}

static int sort_fence(const struct lesson *lesson, struct block *block) {
  for (size_t i = 0; i < N_FENCES; i++)
    if (is_fence(block->info, fences[i].words)) {
      block->kind = fences[i].kind;
      return 0;
    }
  return unknown_fence(lesson, block);
}

/* A program stands in the fence, or in the file that the fence names. */
static int read_program(const struct lesson *lesson, struct block *block) {
  char path[PATH_SIZE];

  if (block->info[0] == '\0')
    return source_from_text(&block->program,
                            block->kind == BLOCK_C ? "lesson.c" : "lesson.lua",
                            block->text);
  if (block->text[0] != '\0')
    return lesson_wrong(lesson, block->line,
                        "the fence names the file %s, so it must be empty",
                        block->info);
  if (!paths_join(path, sizeof path, lesson->dir, block->info))
    return -1;
  if (block->kind == BLOCK_RUN)
    return source_read(&block->program, path);
  block->program.text = file_read(path, &block->program.n);
  block->program.name = strdup(block->info);
  return block->program.text && block->program.name ? 0 : -1;
}

/* A program that is meant to fail has the word behind its name. */
static void take_fails(struct block *block) {
  size_t n = strlen(block->info), m = strlen("fails");

  if (n < m || strcmp(block->info + n - m, "fails") != 0)
    return;
  block->fails = true;
  block->info[n - m] = '\0';
  block->info[strcspn(block->info, " ")] = '\0';
}

/* A line of text that looks like the start of a part would be lost unseen. */
static int check_parts(const struct lesson *lesson, const struct block *block) {
  static const char *const names[] = {"",    "?",    "answer", "step",
                                      "why", "hint", "done",   "example"};
  const struct fence *fence = &block->fence;

  for (size_t i = 0; i < fence->n; i++) {
    const struct part *part = &fence->parts[i];
    bool known = isdigit((unsigned char)part->name[0]);

    for (size_t j = 0; j < sizeof names / sizeof names[0]; j++)
      known = known || strcmp(part->name, names[j]) == 0;
    if (!known)
      return lesson_wrong(lesson, block->line + part->line + 1,
                          "unknown part '%s:'; indent the line if it is text",
                          part->name);
  }
  return 0;
}

static int finish_block(const struct lesson *lesson, struct block *block) {
  switch (block->kind) {
  case BLOCK_RUN:
    take_fails(block);
    return read_program(lesson, block);
  case BLOCK_C:
    return read_program(lesson, block);
  case BLOCK_PREDICT:
  case BLOCK_TRY:
    if (fence_parse(&block->fence, block->text) == 0)
      return check_parts(lesson, block);
    if (block->fence.n == FENCE_PARTS)
      return lesson_wrong(lesson, block->line, "too many parts in this fence");
    say_no_memory();
    return -1;
  default:
    return 0;
  }
}

/* ---- What md4c calls -------------------------------------------------- */

static void take_info(struct reader *r, const MD_ATTRIBUTE *info) {
  const char *end = r->text + r->n;

  buffer_add(&r->info, info->text, info->size);
  if (info->text >= r->text && info->text < end)
    r->from = info->text; /* md4c has not copied it */
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data) {
  struct reader *r = data;

  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
    bool numbered = type == MD_BLOCK_OL;

    if (r->depth < 7)
      r->depth++;
    r->numbers[r->depth] =
        numbered ? (int)((MD_BLOCK_OL_DETAIL *)detail)->start : -1;
  } else if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_LI ||
             type == MD_BLOCK_CODE) {
    begin(r);
    r->in_heading = type == MD_BLOCK_H;
    if (type == MD_BLOCK_CODE)
      take_info(r, &((MD_BLOCK_CODE_DETAIL *)detail)->info);
  }
  return 0;
}

static void add_text(struct reader *r) {
  struct block *block = r->piece.n ? add_block(r, BLOCK_TEXT) : NULL;
  int *number = &r->numbers[r->depth];

  if (!block || r->depth == 0)
    return;
  block->depth = r->depth;
  block->number = *number;
  if (*number > 0)
    ++*number;
}

static void add_heading(struct reader *r, const MD_BLOCK_H_DETAIL *detail) {
  struct block *block = add_block(r, BLOCK_HEADING);

  if (block)
    block->depth = (int)detail->level;
}

static void add_fence(struct reader *r) {
  struct block *block = add_block(r, BLOCK_CODE);

  if (!block)
    return;
  if (sort_fence(r->lesson, block) < 0 || finish_block(r->lesson, block) < 0)
    r->failed = true;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data) {
  struct reader *r = data;

  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    r->depth -= r->depth > 0;
  else if (type == MD_BLOCK_H)
    add_heading(r, detail);
  else if (type == MD_BLOCK_CODE)
    add_fence(r);
  else if (type == MD_BLOCK_P || (type == MD_BLOCK_LI && r->in_block))
    add_text(r);
  else if (type == MD_BLOCK_HR) {
    begin(r);
    add_block(r, BLOCK_PAUSE);
  }
  return r->failed ? -1 : 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data) {
  struct reader *r = data;

  (void)detail;
  if (type == MD_SPAN_CODE)
    buffer_puts(&r->piece, "`");
  else if ((type == MD_SPAN_EM || type == MD_SPAN_STRONG) && !r->in_heading)
    buffer_puts(&r->piece, LESSON_EMPHASIS);
  return 0;
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n,
                     void *data) {
  struct reader *r = data;

  if (!r->from && text >= r->text && text < r->text + r->n)
    r->from = text;
  if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
    buffer_puts(&r->piece, " ");
  else
    buffer_add(&r->piece, text, n);
  return 0;
}

/* ---- Reading ---------------------------------------------------------- */

static void find_title(struct lesson *lesson) {
  const char *slash = strrchr(lesson->dir, '/');
  const char *title = slash ? slash + 1 : lesson->dir;

  for (size_t i = lesson->n; i-- > 0;)
    if (lesson->blocks[i].kind == BLOCK_HEADING && lesson->blocks[i].text)
      title = lesson->blocks[i].text;
  lesson->title = strdup(title);
}

static int parse(struct lesson *lesson, const char *text, size_t n) {
  static const MD_PARSER parser = {.enter_block = enter_block,
                                   .leave_block = leave_block,
                                   .enter_span = enter_span,
                                   .leave_span = enter_span,
                                   .text = take_text};
  struct reader r = {.lesson = lesson, .text = text, .n = n};
  int rc = md_parse(text, (MD_SIZE)n, &parser, &r);

  buffer_fini(&r.piece);
  buffer_fini(&r.info);
  if (rc != 0 && !r.failed)
    say_no_memory();
  return rc == 0 && !r.failed ? 0 : -1;
}

int lesson_read(struct lesson *lesson, const char *dir) {
  char path[PATH_SIZE];
  char *text;
  size_t n;
  int rc = -1;

  memset(lesson, 0, sizeof *lesson);
  if (!paths_join(path, sizeof path, dir, "lesson.md")) {
    say("%s: the path is too long", dir);
    return -1;
  }
  text = file_read(path, &n);
  if (!text)
    return -1;
  lesson->path = strdup(path);
  lesson->dir = strdup(dir);
  if (lesson->path && lesson->dir) {
    rc = parse(lesson, text, n);
    find_title(lesson);
  }
  free(text);
  if (rc == 0 && !lesson->title)
    rc = -1;
  if (!lesson->title)
    say_no_memory();
  return rc;
}

void lesson_free(struct lesson *lesson) {
  for (size_t i = 0; i < lesson->n; i++) {
    struct block *block = &lesson->blocks[i];

    free(block->text);
    free(block->info);
    source_free(&block->program);
    fence_free(&block->fence);
  }
  free(lesson->blocks);
  free(lesson->path);
  free(lesson->dir);
  free(lesson->title);
  memset(lesson, 0, sizeof *lesson);
}

const struct source *lesson_stage(const struct lesson *lesson, size_t i) {
  while (i-- > 0)
    if (lesson->blocks[i].kind == BLOCK_RUN)
      return &lesson->blocks[i].program;
  return NULL;
}
