/* SPDX-License-Identifier: MIT-0 */
/* run: programs that run to their end, and what they did as a trace. */
#ifndef RUN_H
#define RUN_H

#include "options.h"
#include "runner.h"
#include "sink.h"

/* All return an exit status. */

/* baton run, baton -e: the program's output goes to out, nothing else. */
int run_program(const struct options *options, struct sink *out);

/* baton trace: the events go to -o's file, or to out in place of the output. */
int run_trace(const struct options *options, struct sink *out);

/* baton replay: a saved trace, line by line. */
int run_replay(const struct options *options, struct sink *out);

/* What the command line says of the program that source holds. */
struct runner_options run_options(const struct options *options,
                                  const struct source *source);

#endif
