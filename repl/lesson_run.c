/* SPDX-License-Identifier: MIT-0 */
#include "lesson_run.h"

#include <stdio.h>
#include <string.h>

#include "course.h"
#include "face.h"
#include "lesson_player.h"
#include "paths.h"
#include "say.h"
#include "sink.h"

/* ---- Lines ------------------------------------------------------------ */

const char *player_line(const struct player *p) {
  return buffer_text(&p->line);
}

bool player_read(struct player *p, const char *ask, const char *told) {
  enum prompt_read read;

  if (!p->prompt.interactive && told)
    fprintf(p->page.out, "%s\n", told);
  player_keep_place(p);
  do
    read = prompt_read(&p->prompt, prompt_pending(&p->prompt) ? "   ..> " : ask,
                       &p->line);
  while (read == PROMPT_INTERRUPTED);
  return read == PROMPT_LINE;
}

bool player_blank(const struct player *p) {
  return player_line(p)[strspn(player_line(p), " \t\r")] == '\0';
}

const char *player_part(const struct block *block, const char *name) {
  const struct part *part = fence_part(&block->fence, name);

  return part ? part->text : "";
}

enum prompt_result player_pause(struct player *p, const char *ask) {
  for (;;) {
    if (!player_read(p, p->screen ? ask : "[Enter] ", "[Enter]"))
      return PROMPT_QUIT;
    if (player_blank(p) && !prompt_pending(&p->prompt))
      return PROMPT_GO_ON;
    if (prompt_take(&p->prompt, player_line(p)) == PROMPT_QUIT)
      return PROMPT_QUIT;
  }
}

static enum prompt_result pause_here(struct player *p) {
  return player_pause(p, "[Enter: go on] ");
}

/* ---- The rest --------------------------------------------------------- */

static enum prompt_result show_copy(const struct player *p,
                                    const struct block *block) {
  fprintf(p->page.out,
          "To keep: baton copy %s --to FOLDER   (here: :copy %s)\n\n",
          block->info, block->info);
  return PROMPT_GO_ON;
}

/* Whether a question or a task is still in view, with only text behind it. */
static bool looks_at_stage(const struct player *p) {
  size_t i = p->at;
  enum block_kind kind = BLOCK_TEXT;

  while (i-- > 0 &&
         (kind == BLOCK_TEXT || kind == BLOCK_CODE || kind == BLOCK_COPY))
    kind = p->lesson.blocks[i].kind;
  return kind == BLOCK_PREDICT || kind == BLOCK_TRY;
}

/* What is said of a program is read before another one takes the stage. */
static enum prompt_result show_program(struct player *p,
                                       const struct block *block) {
  if (looks_at_stage(p) && pause_here(p) == PROMPT_QUIT)
    return PROMPT_QUIT;
  return player_show_program(p, block);
}

static enum prompt_result show_block(struct player *p) {
  const struct block *block = &p->lesson.blocks[p->at];

  switch (block->kind) {
  case BLOCK_RUN:
    return show_program(p, block);
  case BLOCK_C:
    return player_show_c(p, block);
  case BLOCK_PREDICT:
    return player_ask(p);
  case BLOCK_TRY:
    return player_try(p);
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
  return sink_flush(sink_stdout()) ? PROMPT_GO_ON : PROMPT_QUIT;
}

/* The title, the first paragraph, and where the programs are. */
static void print_objective(void *data) {
  const struct player *p = data;
  bool told = false;

  for (size_t i = 0; i < p->lesson.n && !told; i++) {
    page_block(&p->page, &p->lesson.blocks[i]);
    told = p->lesson.blocks[i].kind != BLOCK_HEADING;
  }
  fprintf(p->page.out, "Its files are in %s.\n\n", p->lesson.dir);
}

static void print_hint(void *data) {
  const struct player *p = data;
  const struct block *block = &p->lesson.blocks[p->at];
  const char *hint = player_part(block, "hint");

  page_wrap(&p->page, "hint: ", "  ", *hint ? hint : "none here; read on");
}

/* ---- A lesson --------------------------------------------------------- */

static enum prompt_result begin_block(struct player *p) {
  if (!p->returned) {
    p->guesses = 0;
    p->mark = question_mark(&p->session);
  }
  p->returned = false;
  return show_block(p);
}

/* Returns whether the lesson was played to its end. */
static bool play(struct player *p) {
  enum prompt_result result;

  progress_set_last(&p->progress, p->name);
  progress_say(&p->progress);
  result = player_return(p);
  for (; p->at < p->lesson.n && result == PROMPT_GO_ON; p->at++)
    result = begin_block(p);
  p->keeps = false;
  if (result != PROMPT_GO_ON)
    return false;
  progress_set_done(&p->progress, p->name);
  progress_say(&p->progress);
  player_end(p);
  return true;
}

/* What is to be read where the screen has been, or behind the last prompt. */
static void take_leave(const struct player *p, bool done, bool from_screen) {
  if (done && from_screen)
    player_print_end(p);
  else if (!done && p->prompt.interactive)
    printf("%sLeft before its end. Opened again, it offers to go on here.\n",
           from_screen ? "" : "\n");
}

static void open_page(struct player *p, const struct source *stage) {
  player_title(p->title, sizeof p->title, p->name, p->lesson.title);
  p->page = (struct page){stdout, 76};
  p->screen = face_open(p->options, p->title, stage, &p->prompt);
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
  bool done, from_screen;

  prompt_init(&p->prompt, &p->session);
  p->prompt.objective = print_objective;
  p->prompt.hint = print_hint;
  p->prompt.data = p;
  progress_open(&p->progress);
  if (source_from_text(&p->empty, "prompt", "") == 0 &&
      lesson_read(&p->lesson, dir) == 0)
    status = player_set_stage(p, player_first(p));
  if (status == STATUS_FINE) {
    open_page(p, player_first(p));
    from_screen = p->screen != NULL;
    done = play(p);
    close_page(p);
    if (!p->goes_on)
      take_leave(p, done, from_screen);
  }
  session_close(&p->session);
  json_decref(p->place);
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

/* Lesson i, and those behind it for as long as the learner goes on. */
static int play_from(const struct course *course, size_t i,
                     const struct options *options) {
  bool named = options->file != NULL, goes_on = true;
  int status = STATUS_USAGE;
  char dir[PATH_SIZE];

  for (; goes_on && course_folder(course, i, dir, sizeof dir); i++) {
    struct player player = {.options = options,
                            .course = course,
                            .index = i,
                            .name = course->names[i],
                            .named = named};

    status = play_lesson(&player, dir);
    goes_on = player.goes_on;
    named = true;
  }
  return status;
}

int lesson_open(const struct options *options) {
  struct course course;
  int status = STATUS_USAGE, i;

  if (course_open(&course, options->lessons) < 0)
    return STATUS_USAGE;
  i = choose_lesson(&course, options->file);
  if (i >= 0)
    status = play_from(&course, (size_t)i, options);
  course_close(&course);
  return status;
}
