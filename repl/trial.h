/* SPDX-License-Identifier: MIT-0 */
/* trial: a program run to its end out of sight, and what it did.
 *
 * It runs in a thread of its own, so that the session on the stage stays as
 * it is; the caller waits for it.
 */
#ifndef TRIAL_H
#define TRIAL_H

#include "runner.h"
#include "world/buffer.h"

struct trial {
  struct runner_options options;
  const uint32_t *choices; /* what to take at each choice; 0 after them */
  size_t n_choices;

  struct runner runner;
  struct log *log;
  struct buffer out;    /* what it printed */
  struct buffer report; /* errors and warnings, a line each */
  size_t next_choice;
  struct ending ending;
  int error; /* 0; or there is no log, or not all of it */
};

/* Runs the program of options with limits of its own; choices may be NULL.
 * What goes wrong with the program is in the trial's ending and report.
 * Returns 0 or a negative code; the caller ends with trial_fini, always. */
int trial_run(struct trial *trial, const struct runner_options *options,
              const uint32_t *choices, size_t n_choices);
void trial_fini(struct trial *trial);

#endif
