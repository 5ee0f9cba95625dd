/* SPDX-License-Identifier: MIT-0 */
/* The program on the stage of a lesson. */
#include "lesson_player.h"
#include "run.h"
#include "say.h"

const struct source *player_first(const struct player *p) {
  for (size_t i = 0; i < p->lesson.n; i++)
    if (p->lesson.blocks[i].kind == BLOCK_RUN)
      return &p->lesson.blocks[i].program;
  return &p->empty;
}

int player_set_stage(struct player *p, const struct source *source) {
  struct runner_options options = run_options(p->options, source);
  struct listener listener = prompt_listener(&p->prompt);

  options.argc = 0;
  return session_open(&p->session, &options, &listener, source != &p->empty);
}

void player_announce(struct player *p, const struct block *block) {
  fprintf(p->page.out,
          p->screen ? "On stage: %s (F4: whole)\n\n" : "On the stage: %s\n\n",
          block->program.name);
  if (p->screen) {
    screen_source(p->screen, &block->program, NULL);
  } else {
    source_print(&block->program);
    putchar('\n');
  }
}

enum prompt_result player_show_program(struct player *p,
                                       const struct block *block) {
  player_announce(p, block);
  session_close(&p->session);
  return player_set_stage(p, &block->program) == STATUS_FINE ? PROMPT_GO_ON
                                                             : PROMPT_QUIT;
}

enum prompt_result player_show_c(struct player *p, const struct block *block) {
  if (p->screen) {
    screen_source(p->screen, lesson_stage(&p->lesson, p->at), &block->program);
    fprintf(p->page.out, "In C: %s (F3: Lua or C)\n\n", block->program.name);
    return PROMPT_GO_ON;
  }
  printf("The same in C: %s\n\n", block->program.name);
  source_print(&block->program);
  putchar('\n');
  return PROMPT_GO_ON;
}
