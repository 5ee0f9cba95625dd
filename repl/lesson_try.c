/* SPDX-License-Identifier: MIT-0 */
/* What a lesson asks the learner to try at the prompt. */
#include <stdio.h>
#include <string.h>

#include "lesson_player.h"
#include "question.h"

/* Returns PROMPT_QUIT at the end; else *done tells whether it was done. */
static enum prompt_result try_line(struct player *p, bool *done) {
  int rc;

  if (prompt_take(&p->prompt, player_line(p)) == PROMPT_QUIT)
    return PROMPT_QUIT;
  rc = question_done(&p->lesson, p->at, &p->session, p->mark, player_line(p));
  *done = rc != 0; /* a broken rule must not hold anybody back */
  return PROMPT_GO_ON;
}

static void skip_try(const struct player *p, const struct block *block) {
  const char *example = player_part(block, "example");

  if (*example)
    fprintf(p->page.out, "This would have done it:\n\n");
  for (size_t n; *example; example += n + (example[n] == '\n')) {
    n = strcspn(example, "\n");
    fprintf(p->page.out, "    %.*s\n", (int)n, example);
  }
  fputc('\n', p->page.out);
}

/* What happened before does not count, unless the program starts over. */
static void print_ways(const struct player *p) {
  bool begun = log_steps(p->session.log) > 0;

  if (p->screen)
    fprintf(p->page.out, "  (F2: a hint. %sEnter: go on.)\n",
            begun ? ":reset: start over. " : "");
  else
    fprintf(p->page.out, "  (An empty line goes on; :hint helps%s.)\n",
            begun ? "; :reset starts over" : "");
}

enum prompt_result player_try(struct player *p) {
  const struct block *block = &p->lesson.blocks[p->at];
  bool done = false;

  page_wrap(&p->page, "Try it: ", "  ", player_part(block, ""));
  print_ways(p);
  while (!done) {
    if (!player_read(p, "baton> ", NULL))
      return PROMPT_QUIT;
    if (player_blank(p) && !prompt_pending(&p->prompt)) {
      skip_try(p, block);
      return PROMPT_GO_ON;
    }
    if (try_line(p, &done) == PROMPT_QUIT)
      return PROMPT_QUIT;
  }
  page_wrap(&p->page, "done: ", "  ",
            *player_part(block, "why") ? player_part(block, "why")
                                       : "that was it.");
  fputc('\n', p->page.out);
  return PROMPT_GO_ON;
}
