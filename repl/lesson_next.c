/* SPDX-License-Identifier: MIT-0 */
/* What comes behind a lesson: the next one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "course.h"
#include "lesson_player.h"
#include "paths.h"

static bool has_next(const struct player *p) {
  return p->index + 1 < p->course->n;
}

/* A picture of a lesson is one of this lesson. */
static bool may_go_on(const struct player *p) {
  return has_next(p) && p->prompt.interactive && !p->options->dump_w;
}

void player_title(char *buf, size_t size, const char *folder,
                  const char *title) {
  int n = (int)strcspn(title, ":"), number = atoi(folder);

  if (number > 0)
    snprintf(buf, size, "%d %.*s", number, n, title);
  else
    snprintf(buf, size, "%.*s", n, title);
}

/* False after saying what is wrong with it: then it is not offered. */
static bool next_title(const struct player *p, char *buf, size_t size) {
  struct lesson lesson = {.n = 0};
  char dir[PATH_SIZE];
  bool found;

  found = course_folder(p->course, p->index + 1, dir, sizeof dir) &&
          lesson_read(&lesson, dir) == 0;
  if (found)
    player_title(buf, size, p->course->names[p->index + 1], lesson.title);
  lesson_free(&lesson);
  return found;
}

/* ---- At the end ------------------------------------------------------- */

/* Which command goes on. */
static void print_command(const struct player *p) {
  const char *dir = p->options->lessons;
  const char *next = has_next(p) ? p->course->names[p->index + 1] : "";

  if (atoi(next) > 0)
    fprintf(p->page.out, "The next one: `baton lesson %d", atoi(next));
  else if (*next)
    fprintf(p->page.out, "The next one: `baton lesson %s", next);
  else
    fprintf(p->page.out, "It is the last one. All of them: `baton lessons");
  fprintf(p->page.out, "%s%s`.\n", dir ? " --lessons " : "", dir ? dir : "");
}

void player_print_end(const struct player *p) {
  fprintf(p->page.out, "That was the lesson. ");
  print_command(p);
}

/* The screen and its text go away together, so Enter comes first. */
void player_end(struct player *p) {
  const char *ask = "[Enter: leave] ";
  char title[80];
  bool goes_on;

  if (!p->screen) {
    player_print_end(p);
    return;
  }
  goes_on = may_go_on(p) && next_title(p, title, sizeof title);
  if (goes_on) {
    ask = "[Enter: next lesson] ";
    fprintf(p->page.out, "That was the lesson. The next one is %s.\n", title);
  } else {
    player_print_end(p);
  }
  p->goes_on = player_pause(p, ask) == PROMPT_GO_ON && goes_on;
}

/* ---- At the start of one that is done --------------------------------- */

static enum prompt_result ask_next(struct player *p, const char *title) {
  enum prompt_result result;
  int choice = 0;

  page_wrap(&p->page, "? ", "  ",
            "You have done this lesson. Where do you want to go on?");
  page_wrap(&p->page, "[1] in the next one: ", "    ", title);
  page_wrap(&p->page, "[2] ", "    ", "here, at its start");
  result = player_choose(p, &choice);
  p->goes_on = choice == 1;
  return p->goes_on ? PROMPT_QUIT : result;
}

enum prompt_result player_offer_next(struct player *p) {
  char title[80];

  if (p->named || !p->prompt.interactive || p->options->dump_w ||
      !progress_done(&p->progress, p->name))
    return PROMPT_GO_ON;
  if (has_next(p) && next_title(p, title, sizeof title))
    return ask_next(p, title);
  fprintf(p->page.out, "You have done this lesson. ");
  print_command(p);
  fputc('\n', p->page.out);
  return PROMPT_GO_ON;
}
