/* SPDX-License-Identifier: MIT-0 */
/* The questions of a lesson: a guess first, then what the program does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson_player.h"
#include "question.h"
#include "say.h"
#include "views/text.h"

/* Steps shown as the reason of an answer; a screen has less room. */
enum { MOST_STEPS = 40, MOST_ON_SCREEN = 12 };

/* What was guessed at a question so far. */
struct guesses {
  uint64_t shown; /* the step that was shown last, or 0; once is enough */
  bool wrong[MOST_OPTIONS];
  bool told; /* how to answer */
};

/* Those that may still be right. */
static void print_options(const struct player *p, const struct question *q,
                          const struct guesses *g) {
  char first[32];

  for (size_t i = 0; i < q->n; i++) {
    snprintf(first, sizeof first, "[%zu] ", i + 1);
    if (!g->wrong[i])
      page_wrap(&p->page, first, "    ", q->options[i].value);
  }
}

/* The steps from first to last of what a program did. */
static void print_steps(const struct player *p, const struct log *log,
                        uint64_t first, uint64_t last) {
  struct world *world = world_open(log);
  struct buffer out = {0};
  int rc = world ? 0 : UV_ENOMEM;

  for (uint64_t k = first; rc == 0 && k <= last; k++)
    rc = text_step(&out, world, k);
  fputs(buffer_text(&out), p->page.out);
  if (rc < 0)
    say_no_memory();
  buffer_fini(&out);
  world_close(world);
}

/* No single step decides a question about many orders: then it is said of
 * which one these are. */
static void print_all_steps(const struct player *p, const struct question *q) {
  const struct log *log = q->trial.log;
  uint64_t last = log_steps(log);
  uint64_t most = p->screen ? MOST_ON_SCREEN : MOST_STEPS;
  char text[128] = "What the program did:";

  if (q->runs)
    snprintf(text, sizeof text,
             "To find out, the program was run %zu times, in one order after "
             "another. What it did in the usual one:",
             q->runs);
  page_wrap(&p->page, "", "", text);
  fputc('\n', p->page.out);
  print_steps(p, log, 1, last < most ? last : most);
  if (last > most)
    fprintf(p->page.out, "... and %llu steps more\n",
            (unsigned long long)(last - most));
}

/* What the program did, where a guess and reality part. */
static void print_decisive(const struct player *p, const struct question *q,
                           uint64_t step) {
  struct buffer when = {0};
  struct log_entry entry;
  uint64_t first, end;

  log_step(q->trial.log, step, &first, &end);
  log_get(q->trial.log, first, &entry);
  buffer_ms(&when, entry.event.t);
  fprintf(p->page.out, "What the program did at %s ms:\n", buffer_text(&when));
  print_steps(p, q->trial.log, step, step);
  buffer_fini(&when);
}

static void reveal(const struct player *p, const struct question *q,
                   const struct guesses *g) {
  uint64_t step = q->options[q->right == 0].step;
  char first[32];

  snprintf(first, sizeof first, "The answer is [%zu]: ", q->right + 1);
  page_wrap(&p->page, first, "  ", q->options[q->right].value);
  if (*q->why)
    page_wrap(&p->page, "", "", q->why);
  if (step && !g->shown)
    print_decisive(p, q, step);
  else if (!step)
    print_all_steps(p, q);
  fputc('\n', p->page.out);
}

/* The option that was typed, or -1. */
static int read_guess(const struct player *p, const struct question *q) {
  char *end;
  long guess = strtol(player_line(p), &end, 10);

  if (end == player_line(p) || end[strspn(end, " \t\r")] != '\0' || guess < 1 ||
      guess > (long)q->n)
    return -1;
  return (int)guess - 1;
}

static void answer_right(const struct player *p, const struct question *q) {
  page_wrap(&p->page, "right: ", "  ",
            *q->why ? q->why : "that is what it does.");
  fputc('\n', p->page.out);
}

/* On a screen the options are out of view by then. */
static void answer_wrong(const struct player *p, const struct question *q,
                         int guess, struct guesses *g) {
  uint64_t step = q->options[guess].step;
  const char *remark = q->options[guess].remark;

  page_wrap(&p->page, "not yet: ", "  ",
            *remark ? remark : "the program does something else.");
  if (step && step != g->shown)
    print_decisive(p, q, step);
  g->shown = step;
  g->wrong[guess] = true;
  fprintf(p->page.out, "  Guess again, or Enter: see why.\n");
  if (p->screen)
    print_options(p, q, g);
}

static void keep_answer(struct player *p, bool right) {
  progress_set_answer(&p->progress, p->name, p->n_questions, p->guesses, right);
  progress_say(&p->progress);
}

static void tell_how(const struct player *p, const struct question *q,
                     struct guesses *g) {
  fprintf(p->page.out,
          "Type a number from 1 to %zu, or press Enter to see why.\n", q->n);
  g->told = true;
}

/* One line at a question. Returns true when the question is over. */
static bool take_guess(struct player *p, const struct question *q,
                       struct guesses *g) {
  int guess = read_guess(p, q);

  if (guess < 0) {
    tell_how(p, q, g);
    return false;
  }
  p->guesses++;
  if ((size_t)guess != q->right) {
    answer_wrong(p, q, guess, g);
    return false;
  }
  answer_right(p, q);
  keep_answer(p, true);
  return true;
}

static enum prompt_result ask(struct player *p, const struct question *q) {
  struct guesses g = {.shown = 0};

  page_wrap(&p->page, "? ", "  ", q->text);
  print_options(p, q, &g);
  for (;;) {
    if (!player_read(p, "guess> ", NULL))
      return PROMPT_QUIT;
    if (player_blank(p) && p->guesses == 0 && !g.told) {
      tell_how(p, q, &g); /* Enter may have been for the next page */
    } else if (player_blank(p)) {
      reveal(p, q, &g);
      keep_answer(p, false);
      return PROMPT_GO_ON;
    } else if (*player_line(p) == ':' || *player_line(p) == '?') {
      if (prompt_take(&p->prompt, player_line(p)) == PROMPT_QUIT)
        return PROMPT_QUIT;
    } else if (take_guess(p, q, &g)) {
      return PROMPT_GO_ON;
    }
  }
}

enum prompt_result player_ask(struct player *p) {
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
