/* SPDX-License-Identifier: MIT-0 */
/* The commands and flags. Parsing, help and suggestions read them here. */
#include <string.h>

#include "options_parts.h"

enum {
  PROGRAMS = ON(COMMAND_NONE) | ON(COMMAND_RUN) | ON(COMMAND_CODE) |
             ON(COMMAND_STAY) | ON(COMMAND_STEP) | ON(COMMAND_TRACE) |
             ON(COMMAND_REPL) | ON(COMMAND_LESSON),
  ANYWHERE = ON(COMMAND_COUNT) - 1
};

static const struct command commands[] = {
    {"run", COMMAND_RUN, 1, -1, true, "run FILE|- [ARG...]",
     "run a program to its end; - is standard input"},
    {"-e", COMMAND_CODE, 1, -1, true, "-e CODE [ARG...]", "run one chunk"},
    {"-i", COMMAND_STAY, 1, -1, true, "-i FILE [ARG...]",
     "run a program, then stay at the prompt"},
    {"step", COMMAND_STEP, 1, -1, false, "step FILE [ARG...]",
     "step through a program, paused before its first step"},
    {"trace", COMMAND_TRACE, 1, -1, false,
     "trace FILE [--format=text|jsonl|perfetto|svg] [-o OUT]",
     "run a program and write its events"},
    {"replay", COMMAND_REPLAY, 1, 1, false, "replay TRACE",
     "show a saved trace"},
    {"repl", COMMAND_REPL, 0, 0, false, "repl [--plain]",
     "a prompt to try things out, without a lesson"},
    {"lesson", COMMAND_LESSON, 0, 1, false, "lesson [N|NAME]",
     "open a lesson; the last one without a name"},
    {"lessons", COMMAND_LESSONS, 0, 0, false, "lessons [--check]",
     "list the lessons and how far you are"},
    {"patterns", COMMAND_PATTERNS, 0, 0, false, "patterns",
     "list the patterns that can be copied"},
    {"show", COMMAND_SHOW, 1, 1, false, "show NAME",
     "print a pattern's header and source"},
    {"copy", COMMAND_COPY, 1, -1, false,
     "copy NAME... [--to DIR] [--dry-run|--diff]",
     "copy patterns, and what they stand on, into your own work"},
    {"help", COMMAND_HELP, 0, 1, false, "help [TOPIC]",
     "this, or more about one command, name or prompt"},
    {"--version", COMMAND_VERSION, 0, 0, false, "--version",
     "print the version"},
};

#define FIELD(field) offsetof(struct options, field)
static const struct flag flags[] = {
    {"--clock", IS_CLOCK, FIELD(clock), PROGRAMS, "virtual|real",
     "virtual (default) jumps to the next deadline; real waits"},
    {"--seed", IS_COUNT, FIELD(seed), PROGRAMS, "N",
     "a random order of ready tasks, the same for the same N"},
    {"--schedule", IS_TEXT, FIELD(schedule), PROGRAMS, "TEXT",
     "replay this order exactly (:schedule and trace print it)"},
    {"--max-turns", IS_COUNT, FIELD(max_turns), PROGRAMS, "N",
     "stop after N turns of the ready queue; 0: no limit"},
    {"--max-time", IS_SECONDS, FIELD(max_time_ms), PROGRAMS, "S",
     "stop after S seconds on the wall; 0: no limit"},
    {"--max-memory", IS_COUNT, FIELD(max_memory_mb), PROGRAMS, "MB",
     "memory that the program may take (1024); 0: no limit"},
    {"--format", IS_FORMAT, FIELD(format),
     ON(COMMAND_TRACE) | ON(COMMAND_STEP) | ON(COMMAND_LESSON) |
         ON(COMMAND_REPLAY),
     "text|jsonl|perfetto|svg|ansi|html",
     "trace: lines (text, jsonl), a file for Perfetto, a picture (svg); "
     "--dump: text, ansi, html"},
    {"--dump", IS_SIZE, FIELD(dump_w),
     ON(COMMAND_STEP) | ON(COMMAND_LESSON) | ON(COMMAND_REPLAY), "80x24",
     "take the lines of standard input, then print the screen as text"},
    {"-o", IS_TEXT, FIELD(output), ON(COMMAND_TRACE), "OUT",
     "write the trace to a file, the program's output to standard output"},
    {"--plain", IS_TRUE, FIELD(plain), ANYWHERE, NULL,
     "lines of text, no full screen and no escapes"},
    {"--no-color", IS_TRUE, FIELD(no_color), ANYWHERE, NULL, "no colour"},
    {"--ascii", IS_TRUE, FIELD(ascii), ANYWHERE, NULL, "ASCII only"},
    {"--lessons", IS_TEXT, FIELD(lessons),
     ON(COMMAND_NONE) | ON(COMMAND_LESSON) | ON(COMMAND_LESSONS), "DIR",
     "a course of your own"},
    {"--check", IS_TRUE, FIELD(check), ON(COMMAND_LESSONS), NULL,
     "run every program and question of every lesson"},
    {"--to", IS_TEXT, FIELD(to), ON(COMMAND_COPY), "DIR",
     "where to copy to (this folder)"},
    {"--dry-run", IS_TRUE, FIELD(dry_run), ON(COMMAND_COPY), NULL,
     "say what would be copied, write nothing"},
    {"--diff", IS_TRUE, FIELD(diff), ON(COMMAND_COPY), NULL,
     "show how your copy differs, write nothing"},
};
enum {
  N_COMMANDS = sizeof commands / sizeof commands[0],
  N_FLAGS = sizeof flags / sizeof flags[0]
};

const struct command *options_command(size_t i) {
  return i < N_COMMANDS ? &commands[i] : NULL;
}

const struct flag *options_flag(size_t i) {
  return i < N_FLAGS ? &flags[i] : NULL;
}

const struct command *options_find_command(const char *name) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

const struct command *options_command_of(enum command_id id) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (commands[i].id == id)
      return &commands[i];
  return NULL;
}

const struct flag *options_find_flag(const char *name, size_t n) {
  for (size_t i = 0; i < N_FLAGS; i++)
    if (strlen(flags[i].name) == n && memcmp(flags[i].name, name, n) == 0)
      return &flags[i];
  return NULL;
}

void options_names(void (*each)(void *data, const char *name), void *data) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    each(data, commands[i].name);
}
