/* SPDX-License-Identifier: MIT-0 */
#include "interact.h"

#include <stdio.h>

#include "face.h"
#include "prompt.h"
#include "run.h"

enum how { TO_THE_PROMPT, TO_ITS_END, PAUSED };

static void greet(const struct prompt *p, enum how how) {
  if (!p->interactive)
    return;
  if (how == PAUSED)
    printf("Paused before the first step. :step runs the next task, :help "
           "lists the rest.\n");
  else
    printf("Baton %s. :help explains the prompt, Ctrl-D leaves.\n",
           BATON_VERSION);
}

/* news, which may be NULL, was said before there was a screen: now again. */
static int talk(const struct options *options, const struct source *source,
                struct prompt *p, enum how how, const char *news) {
  struct session *session = p->session;
  struct screen *screen;
  int status;

  screen = face_open(options, source->name, source, p);
  if (how == TO_ITS_END && session_run(session) == SESSION_INTERRUPTED)
    say("interrupted");
  session->paused = how == PAUSED;
  if (!screen || how == TO_THE_PROMPT)
    greet(p, how);
  if (screen && news)
    say_text(news);
  status = prompt_loop(p);
  if (screen && face_close(options, screen) != STATUS_FINE)
    status = STATUS_FAILED;
  return status;
}

static int interact(const struct options *options, const struct source *source,
                    enum how how) {
  struct runner_options run_with = run_options(options, source);
  struct session session;
  struct prompt prompt;
  struct listener listener;
  int status;

  prompt_init(&prompt, &session);
  listener = prompt_listener(&prompt);
  status = session_open(&session, &run_with, &listener, how != TO_THE_PROMPT);
  if (status == STATUS_FINE)
    status = talk(options, source, &prompt, how, NULL);
  session_close(&session);
  prompt_fini(&prompt);
  return status;
}

static int interact_with_file(const struct options *options, enum how how) {
  struct source source;
  int status = STATUS_USAGE;

  if (source_read(&source, options->file) == 0)
    status = interact(options, &source, how);
  source_free(&source);
  return status;
}

int interact_repl(const struct options *options) {
  struct source source;
  int status = STATUS_FAILED;

  if (source_from_text(&source, "prompt", "") == 0)
    status = interact(options, &source, TO_THE_PROMPT);
  source_free(&source);
  return status;
}

int interact_stay(const struct options *options) {
  return interact_with_file(options, TO_ITS_END);
}

int interact_step(const struct options *options) {
  return interact_with_file(options, PAUSED);
}

static int replay(const struct options *options, struct session *session,
                  struct prompt *prompt, const char *news) {
  const char *program = log_head(session->log)->program;
  struct source source;
  int status = STATUS_FAILED;

  if (source_from_text(&source, program ? program : "trace", "") == 0)
    status = talk(options, &source, prompt, PAUSED, news);
  source_free(&source);
  return status;
}

int interact_replay(const struct options *options, struct log *log,
                    const char *news) {
  struct session session;
  struct prompt prompt;
  struct listener listener;
  int status;

  prompt_init(&prompt, &session);
  listener = prompt_listener(&prompt);
  status = session_open_saved(&session, log, &listener);
  if (status == STATUS_FINE)
    status = replay(options, &session, &prompt, news);
  session_close(&session);
  prompt_fini(&prompt);
  return status;
}
