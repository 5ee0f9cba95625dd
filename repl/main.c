/* SPDX-License-Identifier: MIT-0 */
/* baton: the program. What its arguments ask for, and the exit status. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "copy.h"
#include "interact.h"
#include "lesson_run.h"
#include "lua/help.h"
#include "nearest.h"
#include "options.h"
#include "prompt.h"
#include "run.h"
#include "say.h"
#include "sink.h"
#include "stop.h"

static void try_name(void *nearest, const char *name) {
  nearest_try(nearest, name);
}

static int unknown_topic(const char *topic) {
  struct nearest nearest;
  char hint[128];

  nearest_start(&nearest, topic);
  nearest_try(&nearest, "prompt");
  options_names(try_name, &nearest);
  for (size_t i = 0; help_at(i); i++)
    nearest_try(&nearest, help_at(i)->name);
  say("there is no help on '%s'%s", topic,
      nearest_hint(&nearest, "", hint, sizeof hint));
  return STATUS_USAGE;
}

static int help(const char *topic) {
  const struct help *name;

  if (options_help(topic))
    return STATUS_FINE;
  if (strcmp(topic, "prompt") == 0) {
    prompt_help();
    return STATUS_FINE;
  }
  name = help_find(topic);
  if (!name)
    return unknown_topic(topic);
  printf("%s\n    %s\n", name->signature, name->line);
  return STATUS_FINE;
}

static int copy(const struct options *options) {
  struct copy_options how = {options->to, options->dry_run, options->diff};

  return copy_patterns(options->rest - 1, options->n_rest + 1, &how);
}

static int version(void) {
  printf("baton %s\n", BATON_VERSION);
  return STATUS_FINE;
}

static int dispatch(const struct options *options) {
  struct sink *out = sink_stdout();

  switch (options->command) {
  case COMMAND_NONE:
    return isatty(STDIN_FILENO) ? lesson_open(options)
                                : run_program(options, out);
  case COMMAND_RUN:
  case COMMAND_CODE:
    return run_program(options, out);
  case COMMAND_STAY:
    return interact_stay(options);
  case COMMAND_STEP:
    return interact_step(options);
  case COMMAND_TRACE:
    return run_trace(options, out);
  case COMMAND_REPLAY:
    return run_replay(options, out);
  case COMMAND_REPL:
    return interact_repl(options);
  case COMMAND_LESSON:
    return lesson_open(options);
  case COMMAND_LESSONS:
    return options->check ? lesson_check(options) : lesson_list(options);
  case COMMAND_PATTERNS:
    return copy_list();
  case COMMAND_SHOW:
    return copy_show(options->file);
  case COMMAND_COPY:
    return copy(options);
  case COMMAND_HELP:
    return help(options->file);
  case COMMAND_VERSION:
    return version();
  case COMMAND_COUNT:
    break;
  }
  return STATUS_USAGE;
}

int main(int argc, char **argv) {
  struct options options;
  int status;

  sink_stdout();
  stop_init();
  if (options_parse(&options, argc, argv) < 0)
    return STATUS_USAGE;
  status = dispatch(&options);
  if (sink_close(sink_stdout()) < 0 && status == STATUS_FINE)
    status = STATUS_FAILED;
  return status;
}
