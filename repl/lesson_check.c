/* SPDX-License-Identifier: MIT-0 */
/* Every fence of every lesson is run, as a reader would meet it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "copy.h"
#include "course.h"
#include "lesson_run.h"
#include "page.h"
#include "paths.h"
#include "prompt.h"
#include "question.h"
#include "say.h"
#include "screen/scene.h"

/* The screen that all of a lesson must fit on. */
enum { SCREEN_W = 80 };

/* ---- Width ------------------------------------------------------------ */

/* The number of the first line wider than w, and its width; or 0. */
static int too_wide(const char *text, int w, int *width) {
  for (int line = 1; *text; line++) {
    size_t n = strcspn(text, "\n");

    *width = text_width_n(text, n);
    if (*width > w)
      return line;
    text += n + (text[n] == '\n');
  }
  return 0;
}

/* A Lua program is seen beside the text, one in C on the whole screen. */
static int check_source(const struct lesson *lesson,
                        const struct block *block) {
  const struct source *program = &block->program;
  int width, line;
  int room =
      scene_source_width(SCREEN_W, program->text, block->kind == BLOCK_C);

  line = too_wide(program->text, room, &width);
  if (line == 0)
    return 0;
  return lesson_wrong(lesson, block->line,
                      "%s:%d is %d columns wide; the screen has room for %d",
                      program->name, line, width, room);
}

static int check_code(const struct lesson *lesson, const struct block *block) {
  int room = scene_text_width(SCREEN_W) - PAGE_CODE_INDENT, width;
  int line = too_wide(block->text, room, &width);

  if (line == 0)
    return 0;
  return lesson_wrong(lesson, block->line,
                      "line %d of this code is %d columns wide; the screen "
                      "has room for %d",
                      line, width, room);
}

/* ---- Programs, questions, patterns ------------------------------------ */

static int check_program(const struct lesson *lesson, size_t i) {
  const struct block *block = &lesson->blocks[i];
  struct runner_options options = {.clock = BT_CLOCK_VIRTUAL,
                                   .source = &block->program};
  struct trial trial;
  bool failed = trial_run(&trial, &options, NULL, 0) < 0 ||
                trial.ending.status != STATUS_FINE;
  int rc = check_source(lesson, block);

  if (failed != block->fails)
    rc = lesson_wrong(lesson, block->line, "%s %s: %s", block->program.name,
                      failed ? "fails" : "is said to fail and does not",
                      buffer_text(&trial.report));
  trial_fini(&trial);
  return rc;
}

static int check_question(const struct lesson *lesson, size_t i) {
  struct question question;
  int rc = question_open(&question, lesson, i);

  question_close(&question);
  return rc;
}

static int check_copy(const struct lesson *lesson, size_t i) {
  const struct block *block = &lesson->blocks[i];

  if (copy_has(block->info))
    return 0;
  return lesson_wrong(lesson, block->line, "there is no pattern '%s'",
                      block->info);
}

/* ---- Things to try ---------------------------------------------------- */

/* What the prompt prints is for a reader; here nobody reads. Returns the
 * standard output that is set aside. */
static int hush(void) {
  int kept = dup(STDOUT_FILENO);
  int null = open("/dev/null", O_WRONLY);

  fflush(stdout);
  if (kept >= 0 && null >= 0)
    dup2(null, STDOUT_FILENO);
  if (null >= 0)
    close(null);
  return kept;
}

static void speak(int kept) {
  fflush(stdout);
  if (kept < 0)
    return;
  dup2(kept, STDOUT_FILENO);
  close(kept);
}

/* Types the example, and sees after each line whether the task is done.
 * Returns 1 when it is after the last line, 0 when not, -1 for a bad rule. */
static int type_example(const struct lesson *lesson, size_t i,
                        struct prompt *prompt, const char *example) {
  struct mark mark = question_mark(prompt->session);
  int done = question_done(lesson, i, prompt->session, mark, "");

  if (done == 1)
    return lesson_wrong(lesson, lesson->blocks[i].line,
                        "this is done before anything was typed");
  while (done == 0 && *example) {
    size_t n = strcspn(example, "\n");
    char *typed = strndup(example, n);

    if (!typed) {
      say_no_memory();
      return -1;
    }
    prompt_take(prompt, typed);
    done = question_done(lesson, i, prompt->session, mark, typed);
    free(typed);
    example += n + (example[n] == '\n');
  }
  return done;
}

/* A mistake that is tried out may well be warned of. */
static void ignore(void *data, const char *rule, const char *text) {
  (void)data;
  (void)rule;
  (void)text;
}

static int try_in_session(const struct lesson *lesson, size_t i,
                          const struct source *stage, const char *example) {
  struct runner_options options = {.clock = BT_CLOCK_VIRTUAL, .source = stage};
  struct session session;
  struct prompt prompt;
  struct listener listener;
  int done = -1;

  prompt_init(&prompt, &session);
  listener = prompt_listener(&prompt);
  listener.report = ignore;
  if (session_open(&session, &options, &listener, true) == STATUS_FINE)
    done = type_example(lesson, i, &prompt, example);
  session_close(&session);
  prompt_fini(&prompt);
  return done;
}

static int check_try(const struct lesson *lesson, size_t i) {
  const struct block *block = &lesson->blocks[i];
  const struct part *example = fence_part(&block->fence, "example");
  const struct source *stage = lesson_stage(lesson, i);
  int kept, done;

  if (!fence_part(&block->fence, "") || !example)
    return lesson_wrong(lesson, block->line,
                        "a try fence has a text and an 'example:' part");
  if (!stage)
    return lesson_wrong(lesson, block->line,
                        "no program to try it with: a lua run fence comes "
                        "first");
  kept = hush();
  done = try_in_session(lesson, i, stage, example->text);
  speak(kept);
  if (done == 0)
    return lesson_wrong(lesson, block->line, "the example does not do it");
  return done == 1 ? 0 : -1;
}

/* ---- Lessons ---------------------------------------------------------- */

static int check_block(const struct lesson *lesson, size_t i) {
  switch (lesson->blocks[i].kind) {
  case BLOCK_RUN:
    return check_program(lesson, i);
  case BLOCK_C:
    return check_source(lesson, &lesson->blocks[i]);
  case BLOCK_CODE:
    return check_code(lesson, &lesson->blocks[i]);
  case BLOCK_PREDICT:
    return check_question(lesson, i);
  case BLOCK_TRY:
    return check_try(lesson, i);
  case BLOCK_COPY:
    return check_copy(lesson, i);
  default:
    return 0;
  }
}

static int check_lesson(const char *name, const char *dir) {
  struct lesson lesson;
  int rc = lesson_read(&lesson, dir);

  for (size_t i = 0; rc == 0 && i < lesson.n; i++)
    rc = check_block(&lesson, i);
  printf("%-24s %s\n", name, rc == 0 ? "ok" : "wrong");
  lesson_free(&lesson);
  return rc;
}

/* Of two lessons with one number the second cannot be opened by it. */
static int check_number(const struct course *course, size_t i) {
  if (i == 0 || atoi(course->names[i - 1]) != atoi(course->names[i]))
    return 0;
  say("%s: lesson %s has the number of %s", course->dir, course->names[i],
      course->names[i - 1]);
  return -1;
}

int lesson_check(const struct options *options) {
  struct course course;
  char dir[PATH_SIZE];
  int rc = 0;

  if (course_open(&course, options->lessons) < 0)
    return STATUS_USAGE;
  for (size_t i = 0; i < course.n; i++)
    if (check_number(&course, i) < 0 ||
        !course_folder(&course, i, dir, sizeof dir) ||
        check_lesson(course.names[i], dir) < 0)
      rc = -1;
  course_close(&course);
  return rc < 0 ? STATUS_FAILED : STATUS_FINE;
}
