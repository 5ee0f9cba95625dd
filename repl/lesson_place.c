/* SPDX-License-Identifier: MIT-0 */
/* The place in a lesson: kept before each line that is read, so that whatever
 * ends Baton takes one line at most; and offered when the lesson is opened. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson_player.h"
#include "say.h"
#include "session_place.h"

/* ---- Keeping it ------------------------------------------------------- */

static json_t *make_place(const struct player *p) {
  bool same_run = p->mark.run == p->session.run;
  json_int_t mark = same_run ? (json_int_t)p->mark.events : 0;
  json_t *stage = session_place(&p->session);
  json_t *place =
      json_pack("{s:I, s:I, s:i, s:I}", "block", (json_int_t)p->at, "blocks",
                (json_int_t)p->lesson.n, "guesses", p->guesses, "mark", mark);

  if (place && stage && json_object_set(place, "stage", stage) < 0) {
    json_decref(place);
    place = NULL;
  }
  json_decref(stage);
  return place;
}

/* Who only looked in has no place to go on at. */
void player_keep_place(struct player *p) {
  json_t *place;

  if (!p->keeps || p->n_read++ == 0)
    return;
  place = make_place(p);
  if (!place)
    say_no_memory();
  if (!place || json_equal(place, p->place)) {
    json_decref(place);
    return;
  }
  json_decref(p->place);
  p->place = place;
  progress_set_place(&p->progress, p->name, place);
  progress_say(&p->progress);
}

/* ---- Offering it ------------------------------------------------------ */

static uint64_t count_in(const json_t *object, const char *name) {
  json_int_t n = json_integer_value(json_object_get(object, name));

  return n > 0 ? (uint64_t)n : 0;
}

/* A pipe reads a lesson from its start, and so does a picture of it. */
static bool has_place(struct player *p) {
  const json_t *place = progress_place(&p->progress, p->name);

  if (!json_is_object(place) || !p->prompt.interactive || p->options->dump_w)
    return false;
  if (count_in(place, "blocks") == p->lesson.n &&
      count_in(place, "block") < p->lesson.n) {
    p->place = json_deep_copy(place);
    return p->place != NULL;
  }
  page_wrap(&p->page, "", "",
            "This lesson has changed since you were here, so it begins at its "
            "start.");
  fputc('\n', p->page.out);
  return false;
}

/* The heading that the place is under. */
static const char *heading_of(const struct player *p, size_t at) {
  while (at > 0 && p->lesson.blocks[at].kind != BLOCK_HEADING)
    at--;
  return p->lesson.blocks[at].kind == BLOCK_HEADING ? p->lesson.blocks[at].text
                                                    : p->lesson.title;
}

static void print_offer(const struct player *p) {
  size_t at = (size_t)count_in(p->place, "block");

  page_wrap(&p->page, "? ", "  ",
            "You have begun this lesson. Where do you want to go on?");
  page_wrap(&p->page, "[1] where you were: ", "    ", heading_of(p, at));
  page_wrap(&p->page, "[2] ", "    ", "at its start");
}

/* 1 or 2; 0 for a line that is neither. */
static int read_choice(const struct player *p) {
  const char *line = player_line(p) + strspn(player_line(p), " \t\r");

  if (player_blank(p))
    return 1;
  if ((*line != '1' && *line != '2') || line[1 + strspn(line + 1, " \t\r")])
    return 0;
  return *line - '0';
}

static enum prompt_result read_answer(struct player *p, int *choice) {
  while (*choice == 0) {
    if (!player_read(p, "1 or 2> ", NULL))
      return PROMPT_QUIT;
    if (*player_line(p) == ':' || *player_line(p) == '?') {
      if (prompt_take(&p->prompt, player_line(p)) == PROMPT_QUIT)
        return PROMPT_QUIT;
    } else if ((*choice = read_choice(p)) == 0) {
      fprintf(p->page.out, "Type 1 or 2; Enter alone is 1.\n");
    }
  }
  return PROMPT_GO_ON;
}

enum prompt_result player_choose(struct player *p, int *choice) {
  enum prompt_result result;

  if (p->screen)
    screen_question(p->screen, true);
  result = read_answer(p, choice);
  if (p->screen)
    screen_question(p->screen, false);
  fputc('\n', p->page.out);
  return result;
}

static enum prompt_result ask_place(struct player *p, bool *go_on) {
  enum prompt_result result;
  int choice = 0;

  print_offer(p);
  result = player_choose(p, &choice);
  *go_on = choice == 1;
  return result;
}

/* ---- Going there ------------------------------------------------------ */

/* A block that was shown before, without what it asked for. */
static void tell_again(struct player *p) {
  const struct block *block = &p->lesson.blocks[p->at];

  if (block->kind == BLOCK_RUN)
    player_announce(p, block);
  else if (block->kind == BLOCK_C)
    player_show_c(p, block);
  else
    page_block(&p->page, block);
}

/* The text before a block: all of it, to be scrolled back to, or where there
 * is no screen its section, with the program that is on the stage. */
static void tell_before(struct player *p, size_t at) {
  const struct block *blocks = p->lesson.blocks;
  size_t first = at, program;

  while (first > 0 && blocks[first - 1].kind != BLOCK_PAUSE)
    first--;
  for (program = first; program > 0 && blocks[program].kind != BLOCK_RUN;)
    program--;
  if (!p->screen && program < first && blocks[program].kind == BLOCK_RUN) {
    p->at = program;
    tell_again(p);
  }
  for (p->at = p->screen ? 0 : first; p->at < at; p->at++)
    tell_again(p);
}

static int set_stage(struct player *p, size_t at) {
  const struct source *stage = lesson_stage(&p->lesson, at);

  if (!stage || stage == player_first(p))
    return STATUS_FINE;
  session_close(&p->session);
  return player_set_stage(p, stage);
}

/* Runs the program to where it was. False where it does not come there. */
static bool set_session(struct player *p) {
  const json_t *stage = json_object_get(p->place, "stage");
  bool there = session_return(&p->session, stage, p->screen != NULL) == 0;

  p->guesses = (int)count_in(p->place, "guesses");
  p->mark.run = p->session.run;
  p->mark.events = there ? count_in(p->place, "mark") : 0;
  return there;
}

static void say_at_start(const struct player *p) {
  page_wrap(&p->page, "", "",
            json_object_get(p->place, "stage")
                ? "The program did not do the same again, so it is at its "
                  "start."
                : "What ran on the real clock is not run again: the program "
                  "is at its start.");
  fputc('\n', p->page.out);
}

static enum prompt_result go_there(struct player *p) {
  size_t at = (size_t)count_in(p->place, "block");
  bool there;

  tell_before(p, at);
  if (set_stage(p, at) != STATUS_FINE)
    return PROMPT_QUIT;
  there = set_session(p);
  if (p->screen)
    screen_seen(p->screen);
  if (!there)
    say_at_start(p);
  for (size_t i = 0; i < at; i++)
    p->n_questions += p->lesson.blocks[i].kind == BLOCK_PREDICT;
  p->at = at;
  p->returned = true;
  return p->session.open ? PROMPT_GO_ON : PROMPT_QUIT;
}

enum prompt_result player_return(struct player *p) {
  enum prompt_result result = PROMPT_GO_ON;
  bool go_on = false;

  if (has_place(p))
    result = ask_place(p, &go_on);
  else
    result = player_offer_next(p);
  if (result == PROMPT_GO_ON && go_on)
    result = go_there(p);
  p->keeps = p->prompt.interactive && !p->options->dump_w;
  return result;
}
