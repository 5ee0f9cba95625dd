/* SPDX-License-Identifier: MIT-0 */
#include "lesson_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "course.h"
#include "face.h"
#include "page.h"
#include "paths.h"
#include "prompt.h"
#include "question.h"
#include "run.h"
#include "say.h"
#include "views/text.h"

/* Steps shown as the reason of an answer; a screen has less room. */
enum { MOST_STEPS = 40, MOST_ON_SCREEN = 12 };

struct player {
  const struct options *options;
  const char *name; /* of the lesson's folder */
  struct progress progress;
  struct lesson lesson;
  struct source empty; /* on the stage where a lesson has no program */
  struct session session;
  struct prompt prompt;
  struct buffer line;    /* the last one read */
  struct page page;      /* where the text goes */
  struct screen *screen; /* or NULL: line by line */
  size_t at;             /* the block that is shown */
  int n_questions;       /* so far */
};

/* ---- The stage -------------------------------------------------------- */

static int set_stage(struct player *p, const struct source *source) {
  struct runner_options options = run_options(p->options, source);
  struct listener listener = prompt_listener(&p->prompt);

  options.argc = 0;
  return session_open(&p->session, &options, &listener, source != &p->empty);
}

static enum prompt_result show_program(struct player *p,
                                       const struct block *block) {
  fprintf(p->page.out, "On the stage: %s%s\n\n", block->program.name,
          p->screen ? " (F4: whole)" : "");
  if (p->screen) {
    screen_source(p->screen, &block->program, NULL);
  } else {
    source_print(&block->program);
    putchar('\n');
  }
  session_close(&p->session);
  return set_stage(p, &block->program) == STATUS_FINE ? PROMPT_GO_ON
                                                      : PROMPT_QUIT;
}

static enum prompt_result show_c(struct player *p, const struct block *block) {
  if (p->screen) {
    screen_source(p->screen, lesson_stage(&p->lesson, p->at), &block->program);
    fprintf(p->page.out, "The same in C: %s (F3).\n\n", block->program.name);
    return PROMPT_GO_ON;
  }
  printf("The same in C: %s\n\n", block->program.name);
  source_print(&block->program);
  putchar('\n');
  return PROMPT_GO_ON;
}

/* ---- Pauses ----------------------------------------------------------- */

static const char *line(const struct player *p) {
  return buffer_text(&p->line);
}

/* Reads a line; ask is shown to a person, told is shown to a pipe. Lines
 * that steer the session are taken here. Returns false at the end. */
static bool read_line(struct player *p, const char *ask, const char *told) {
  enum prompt_read read;

  if (!p->prompt.interactive && told)
    fprintf(p->page.out, "%s\n", told);
  do
    read = prompt_read(&p->prompt, prompt_pending(&p->prompt) ? "   ..> " : ask,
                       &p->line);
  while (read == PROMPT_INTERRUPTED);
  return read == PROMPT_LINE;
}

static bool is_empty(const struct player *p) {
  return line(p)[strspn(line(p), " \t\r")] == '\0';
}

/* Anything but an empty line is done as at any prompt. */
static enum prompt_result pause_here(struct player *p) {
  for (;;) {
    if (!read_line(p, "[Enter] ", "[Enter]"))
      return PROMPT_QUIT;
    if (is_empty(p) && !prompt_pending(&p->prompt))
      return PROMPT_GO_ON;
    if (prompt_take(&p->prompt, line(p)) == PROMPT_QUIT)
      return PROMPT_QUIT;
  }
}

/* ---- Questions -------------------------------------------------------- */

static void print_question(const struct player *p, const struct question *q) {
  char first[8];

  page_wrap(&p->page, "? ", "  ", q->text);
  for (size_t i = 0; i < q->n; i++) {
    snprintf(first, sizeof first, "[%zu] ", i + 1);
    page_wrap(&p->page, first, "    ", q->options[i].value);
  }
}

/* The steps from first to last of what a program did. */
static void print_steps(const struct player *p, const struct log *log,
                        uint64_t first, uint64_t last) {
  struct world *world = world_open(log);
  struct buffer out = {0};

  for (uint64_t k = first; world && k <= last; k++)
    if (text_step(&out, world, k) < 0)
      break;
  fputs(buffer_text(&out), p->page.out);
  buffer_fini(&out);
  world_close(world);
}

static void print_all_steps(const struct player *p, const struct log *log) {
  uint64_t last = log_steps(log);
  uint64_t most = p->screen ? MOST_ON_SCREEN : MOST_STEPS;

  fprintf(p->page.out, "What the program did:\n\n");
  print_steps(p, log, 1, last < most ? last : most);
  if (last > most)
    fprintf(p->page.out, "... and %llu steps more\n",
            (unsigned long long)(last - most));
}

/* What the program did, where a guess and reality part. */
static void print_decisive(const struct player *p, const struct question *q) {
  fprintf(p->page.out, "What the program did:\n");
  print_steps(p, q->trial.log, q->step, q->step);
}

static void reveal(const struct player *p, const struct question *q) {
  char first[32];

  snprintf(first, sizeof first, "The answer is [%zu]: ", q->right + 1);
  page_wrap(&p->page, first, "  ", q->options[q->right].value);
  if (*q->why)
    page_wrap(&p->page, "", "", q->why);
  if (q->step)
    print_decisive(p, q);
  else
    print_all_steps(p, q->trial.log);
  fputc('\n', p->page.out);
}

/* The option that was typed, or -1. */
static int read_guess(const struct player *p, const struct question *q) {
  char *end;
  long guess = strtol(line(p), &end, 10);

  if (end == line(p) || end[strspn(end, " \t\r")] != '\0' || guess < 1 ||
      guess > (long)q->n)
    return -1;
  return (int)guess - 1;
}

static void answer_right(const struct player *p, const struct question *q) {
  page_wrap(&p->page, "right: ", "  ",
            *q->why ? q->why : "that is what it does.");
  fputc('\n', p->page.out);
}

static void answer_wrong(const struct player *p, const struct question *q,
                         int guess) {
  const char *remark = q->options[guess].remark;

  page_wrap(&p->page, "not yet: ", "  ",
            *remark ? remark : "the program does something else.");
  if (q->step)
    print_decisive(p, q);
  fprintf(p->page.out, "  Guess again, or press Enter to see why.\n");
}

static void keep_answer(struct player *p, int guesses, bool right) {
  char number[16];

  snprintf(number, sizeof number, "%d", p->n_questions);
  progress_set_answer(&p->progress, p->name, number, guesses, right);
}

/* One line at a question. Returns true when the question is over. */
static bool take_guess(struct player *p, const struct question *q,
                       int *guesses) {
  int guess = read_guess(p, q);

  if (guess < 0) {
    fprintf(p->page.out,
            "Type a number from 1 to %zu, or press Enter to see why.\n", q->n);
    return false;
  }
  ++*guesses;
  if ((size_t)guess != q->right) {
    answer_wrong(p, q, guess);
    return false;
  }
  answer_right(p, q);
  keep_answer(p, *guesses, true);
  return true;
}

static enum prompt_result ask(struct player *p, const struct question *q) {
  int guesses = 0;

  print_question(p, q);
  for (;;) {
    if (!read_line(p, "guess> ", NULL))
      return PROMPT_QUIT;
    if (is_empty(p)) {
      reveal(p, q);
      keep_answer(p, guesses, false);
      return PROMPT_GO_ON;
    }
    if (*line(p) == ':' || *line(p) == '?') {
      if (prompt_take(&p->prompt, line(p)) == PROMPT_QUIT)
        return PROMPT_QUIT;
    } else if (take_guess(p, q, &guesses)) {
      return PROMPT_GO_ON;
    }
  }
}

static enum prompt_result show_question(struct player *p) {
  enum prompt_result result = PROMPT_GO_ON;
  struct question q;

  p->n_questions++;
  if (question_open(&q, &p->lesson, p->at) == 0) {
    if (p->screen)
      screen_question(p->screen, true);
    result = ask(p, &q);
    if (p->screen)
      screen_question(p->screen, false);
  }
  question_close(&q);
  return result;
}

/* ---- Things to try ---------------------------------------------------- */

static const char *part_text(const struct block *block, const char *name) {
  const struct part *part = fence_part(&block->fence, name);

  return part ? part->text : "";
}

/* Returns PROMPT_QUIT at the end; else *done tells whether it was done. */
static enum prompt_result try_line(struct player *p, struct mark mark,
                                   bool *done) {
  int rc;

  if (prompt_take(&p->prompt, line(p)) == PROMPT_QUIT)
    return PROMPT_QUIT;
  rc = question_done(&p->lesson, p->at, &p->session, mark, line(p));
  *done = rc != 0; /* a broken rule must not hold anybody back */
  return PROMPT_GO_ON;
}

static void skip_try(const struct player *p, const struct block *block) {
  const char *example = part_text(block, "example");

  if (*example)
    fprintf(p->page.out, "This would have done it:\n\n");
  for (size_t n; *example; example += n + (example[n] == '\n')) {
    n = strcspn(example, "\n");
    fprintf(p->page.out, "    %.*s\n", (int)n, example);
  }
  fputc('\n', p->page.out);
}

static enum prompt_result show_try(struct player *p) {
  const struct block *block = &p->lesson.blocks[p->at];
  struct mark mark = question_mark(&p->session);
  bool done = false;

  page_wrap(&p->page, "Try it: ", "  ", part_text(block, ""));
  fputs(p->screen ? "  (F2: a hint. Enter: go on.)\n"
                  : "  (An empty line goes on; :hint helps.)\n",
        p->page.out);
  while (!done) {
    if (!read_line(p, "baton> ", NULL))
      return PROMPT_QUIT;
    if (is_empty(p) && !prompt_pending(&p->prompt)) {
      skip_try(p, block);
      return PROMPT_GO_ON;
    }
    if (try_line(p, mark, &done) == PROMPT_QUIT)
      return PROMPT_QUIT;
  }
  page_wrap(&p->page, "done: ", "  ",
            *part_text(block, "why") ? part_text(block, "why")
                                     : "that was it.");
  fputc('\n', p->page.out);
  return PROMPT_GO_ON;
}

/* ---- The rest --------------------------------------------------------- */

static enum prompt_result show_copy(const struct player *p,
                                    const struct block *block) {
  fprintf(p->page.out,
          "To keep: baton copy %s --to FOLDER   (here: :copy %s)\n\n",
          block->info, block->info);
  return PROMPT_GO_ON;
}

static enum prompt_result show_block(struct player *p) {
  const struct block *block = &p->lesson.blocks[p->at];

  switch (block->kind) {
  case BLOCK_RUN:
    return show_program(p, block);
  case BLOCK_C:
    return show_c(p, block);
  case BLOCK_PREDICT:
    return show_question(p);
  case BLOCK_TRY:
    return show_try(p);
  case BLOCK_COPY:
    return show_copy(p, block);
  case BLOCK_PAUSE:
    return pause_here(p);
  case BLOCK_HEADING:
    if (p->at > 0 && p->lesson.blocks[p->at - 1].kind != BLOCK_PAUSE &&
        pause_here(p) == PROMPT_QUIT)
      return PROMPT_QUIT;
    break;
  case BLOCK_TEXT:
  case BLOCK_CODE:
    break;
  }
  page_block(&p->page, block);
  return ferror(stdout) ? PROMPT_QUIT : PROMPT_GO_ON;
}

static void print_objective(void *data) {
  const struct player *p = data;

  for (size_t i = 0; i < p->lesson.n; i++) {
    page_block(&p->page, &p->lesson.blocks[i]);
    if (p->lesson.blocks[i].kind != BLOCK_HEADING)
      return;
  }
}

static void print_hint(void *data) {
  const struct player *p = data;
  const struct block *block = &p->lesson.blocks[p->at];
  const char *hint = part_text(block, "hint");

  page_wrap(&p->page, "hint: ", "  ", *hint ? hint : "none here; read on");
}

/* ---- A lesson --------------------------------------------------------- */

static void play(struct player *p) {
  enum prompt_result result = PROMPT_GO_ON;

  progress_set_last(&p->progress, p->name);
  for (p->at = 0; p->at < p->lesson.n && result == PROMPT_GO_ON; p->at++)
    result = show_block(p);
  if (result == PROMPT_GO_ON) {
    progress_set_done(&p->progress, p->name);
    fprintf(p->page.out,
            "That was the lesson. `baton lessons` lists them all.\n");
    if (p->screen)
      pause_here(p); /* the screen and its text go away together */
  } else if (p->prompt.interactive) {
    fprintf(p->page.out,
            "\nLeft before its end. `baton lesson` opens it again.\n");
  }
}

/* The first program is there from the start, to be stepped at once. */
static const struct source *first_program(const struct player *p) {
  for (size_t i = 0; i < p->lesson.n; i++)
    if (p->lesson.blocks[i].kind == BLOCK_RUN)
      return &p->lesson.blocks[i].program;
  return &p->empty;
}

static void open_page(struct player *p, const struct source *stage) {
  p->page = (struct page){stdout, 76};
  p->screen = face_open(p->options, p->lesson.title, stage, &p->prompt);
  if (p->screen)
    p->page = (struct page){screen_page(p->screen), 0};
}

static void close_page(struct player *p) {
  face_close(p->options, p->screen);
  p->page = (struct page){stdout, 76};
  p->screen = NULL;
}

static int play_lesson(struct player *p, const char *dir) {
  int status = STATUS_FAILED;

  prompt_init(&p->prompt, &p->session);
  p->prompt.objective = print_objective;
  p->prompt.hint = print_hint;
  p->prompt.data = p;
  progress_open(&p->progress);
  if (source_from_text(&p->empty, "prompt", "") == 0 &&
      lesson_read(&p->lesson, dir) == 0)
    status = set_stage(p, first_program(p));
  if (status == STATUS_FINE) {
    open_page(p, first_program(p));
    play(p);
    close_page(p);
  }
  session_close(&p->session);
  progress_close(&p->progress);
  prompt_fini(&p->prompt);
  lesson_free(&p->lesson);
  source_free(&p->empty);
  buffer_fini(&p->line);
  return status;
}

/* The lesson that was named, or the last one, or the first. */
static int choose_lesson(const struct course *course, const char *name) {
  struct progress progress;
  const char *last;
  int i = 0;

  if (name)
    return course_find(course, name);
  progress_open(&progress);
  last = progress_last(&progress);
  for (size_t j = 0; last && j < course->n; j++)
    if (strcmp(course->names[j], last) == 0)
      i = (int)j;
  progress_close(&progress);
  return i;
}

int lesson_open(const struct options *options) {
  struct player player = {.options = options};
  struct course course;
  char dir[PATH_SIZE];
  int status = STATUS_USAGE, i;

  if (course_open(&course, options->lessons) < 0)
    return STATUS_USAGE;
  i = choose_lesson(&course, options->file);
  if (i >= 0 && course_folder(&course, (size_t)i, dir, sizeof dir)) {
    player.name = course.names[i];
    status = play_lesson(&player, dir);
  }
  course_close(&course);
  return status;
}

/* ---- The list --------------------------------------------------------- */

static int list_one(const struct course *course, size_t i,
                    const struct progress *progress) {
  const char *name = course->names[i];
  struct lesson lesson;
  char dir[PATH_SIZE];
  int rc = -1;

  if (course_folder(course, i, dir, sizeof dir))
    rc = lesson_read(&lesson, dir);
  if (rc == 0)
    printf("%3d  %-6s  %s\n", atoi(name),
           progress_done(progress, name)    ? "done"
           : progress_begun(progress, name) ? "begun"
                                            : "",
           lesson.title);
  lesson_free(&lesson);
  return rc;
}

int lesson_list(const struct options *options) {
  struct progress progress;
  struct course course;
  int rc = 0;

  if (course_open(&course, options->lessons) < 0)
    return STATUS_USAGE;
  progress_open(&progress);
  for (size_t i = 0; i < course.n; i++)
    rc |= list_one(&course, i, &progress);
  progress_close(&progress);
  course_close(&course);
  return rc ? STATUS_FAILED : STATUS_FINE;
}
