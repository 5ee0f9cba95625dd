/* SPDX-License-Identifier: MIT-0 */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "page.h"
#include "say.h"

enum { MEMORY_MB = 1024 }; /* a program may take, unless it is said */

/* ---- The tables ------------------------------------------------------- */

#define ON(id) (1u << (id))
enum {
  PROGRAMS = ON(COMMAND_NONE) | ON(COMMAND_RUN) | ON(COMMAND_CODE) |
             ON(COMMAND_STAY) | ON(COMMAND_STEP) | ON(COMMAND_TRACE) |
             ON(COMMAND_REPL) | ON(COMMAND_LESSON),
  ANYWHERE = ON(COMMAND_COUNT) - 1
};

struct command {
  const char *name;
  enum command_id id;
  int least, most;   /* operands; most < 0: any number */
  bool passes_flags; /* every word after FILE is the program's */
  const char *usage, *summary;
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

enum kind {
  IS_TRUE,
  IS_COUNT,
  IS_TEXT,
  IS_SECONDS,
  IS_CLOCK,
  IS_FORMAT,
  IS_SIZE
};

struct flag {
  const char *name;
  enum kind kind;
  size_t offset; /* of the field in struct options */
  unsigned on;   /* commands it goes with */
  const char *value, *summary;
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

static const struct command *find_command(const char *name) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static const struct command *command_of(enum command_id id) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (commands[i].id == id)
      return &commands[i];
  return NULL;
}

static const struct flag *find_flag(const char *word, size_t n) {
  for (size_t i = 0; i < N_FLAGS; i++)
    if (strlen(flags[i].name) == n && memcmp(flags[i].name, word, n) == 0)
      return &flags[i];
  return NULL;
}

/* ---- Values ----------------------------------------------------------- */

static int bad_value(const struct flag *flag, const char *text) {
  say("%s takes %s, not '%s'", flag->name, flag->value, text);
  return -1;
}

static int read_count(const struct flag *flag, const char *text, void *field) {
  char *end;

  errno = 0;
  uint64_t n = strtoull(text, &end, 10);
  if (!isdigit((unsigned char)text[0]) || *end != '\0' || errno != 0)
    return bad_value(flag, text);
  *(uint64_t *)field = n;
  return 0;
}

static int read_seconds(const struct flag *flag, const char *text,
                        void *field) {
  enum { LONGEST_S = 1000000000 };
  char *end;
  double seconds = strtod(text, &end);

  if (end == text || *end != '\0' || !(seconds >= 0 && seconds <= LONGEST_S))
    return bad_value(flag, text);
  *(uint64_t *)field = (uint64_t)ceil(seconds * 1000);
  return 0;
}

static int read_clock(const struct flag *flag, const char *text, void *field) {
  enum bt_clock *clock = field;

  if (strcmp(text, "virtual") == 0)
    *clock = BT_CLOCK_VIRTUAL;
  else if (strcmp(text, "real") == 0)
    *clock = BT_CLOCK_REAL;
  else
    return bad_value(flag, text);
  return 0;
}

static int read_format(const struct flag *flag, const char *text, void *field) {
  enum format *format = field;

  static const char *const names[] = {"text", "jsonl", "perfetto",
                                      "svg",  "ansi",  "html"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(text, names[i]) == 0) {
      *format = (enum format)i;
      return 0;
    }
  return bad_value(flag, text);
}

/* "80x24": the width, and behind it in the struct the height. */
static int read_size(const struct flag *flag, const char *text, void *field) {
  int *size = field;
  char rest;

  if (sscanf(text, "%4dx%4d%c", &size[0], &size[1], &rest) != 2 ||
      size[0] < 1 || size[1] < 1 || size[0] > 1000 || size[1] > 1000)
    return bad_value(flag, text);
  return 0;
}

static int read_value(const struct flag *flag, const char *text, void *field) {
  switch (flag->kind) {
  case IS_COUNT:
    return read_count(flag, text, field);
  case IS_SECONDS:
    return read_seconds(flag, text, field);
  case IS_CLOCK:
    return read_clock(flag, text, field);
  case IS_FORMAT:
    return read_format(flag, text, field);
  case IS_SIZE:
    return read_size(flag, text, field);
  case IS_TEXT:
    *(const char **)field = text;
    return 0;
  case IS_TRUE:
    break;
  }
  *(bool *)field = true;
  return 0;
}

/* ---- Parsing ---------------------------------------------------------- */

struct parse {
  struct options *options;
  int argc, i; /* the next word */
  char **argv;
  const struct command *command; /* NULL: none seen yet */
  const struct flag *seen[N_FLAGS];
  size_t n_seen;
  bool words_only; /* after -- */
};

static int unknown(const char *what, const char *word, bool is_flag) {
  struct nearest nearest;
  char name[64], hint[128];

  snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
  nearest_start(&nearest, name);
  for (size_t i = 0; is_flag && i < N_FLAGS; i++)
    nearest_try(&nearest, flags[i].name);
  for (size_t i = 0; i < N_COMMANDS; i++)
    if ((commands[i].name[0] == '-') == is_flag)
      nearest_try(&nearest, commands[i].name);
  say("unknown %s '%s'%s", what, word,
      nearest_hint(&nearest, "", hint, sizeof hint));
  say_text("baton help lists the commands and options.");
  return -1;
}

/* Takes a flag's value: after =, or the next word. */
static const char *value_of(struct parse *parse, const struct flag *flag,
                            const char *equals) {
  if (equals)
    return equals + 1;
  if (parse->i < parse->argc)
    return parse->argv[parse->i++];
  say("%s needs a value: %s=%s", flag->name, flag->name, flag->value);
  return NULL;
}

static int take_flag(struct parse *parse, const char *word) {
  const char *equals = strchr(word, '=');
  size_t n = equals ? (size_t)(equals - word) : strlen(word);
  const struct flag *flag = find_flag(word, n);
  const char *text = NULL;

  if (!flag)
    return unknown("option", word, true);
  if (flag->kind == IS_TRUE && equals) {
    say("%s takes no value", flag->name);
    return -1;
  }
  if (flag->kind != IS_TRUE && !(text = value_of(parse, flag, equals)))
    return -1;
  if (parse->n_seen < N_FLAGS)
    parse->seen[parse->n_seen++] = flag;
  if (flag->offset == FIELD(seed))
    parse->options->seeded = true;
  return read_value(flag, text, (char *)parse->options + flag->offset);
}

static int take_command(struct parse *parse, const char *word) {
  const char *dot = strrchr(word, '.');

  parse->command = find_command(word);
  if (parse->command)
    return 0;
  if (dot && (strcmp(dot, ".lua") == 0 || strcmp(dot, ".c") == 0)) {
    say("'%s' is no command; to run the file: baton run %s", word, word);
    return -1;
  }
  return unknown("command", word, false);
}

/* The first operand is the file; where the rest is the program's own, flags
 * and all, parsing ends here. Elsewhere operands may stand between flags:
 * they move together at argv's beginning, whose words have been read. */
static void take_operand(struct parse *parse, char *word) {
  struct options *options = parse->options;
  char **place = parse->argv + 1;

  if (options->file) {
    options->rest[options->n_rest++] = word;
    return;
  }
  if (parse->command->passes_flags) {
    place = parse->argv + parse->i - 1;
    options->n_rest = parse->argc - parse->i;
    parse->i = parse->argc;
  }
  *place = word;
  options->file = word;
  options->rest = place + 1;
}

static bool is_flag(const struct parse *parse, const char *word) {
  return !parse->words_only && word[0] == '-' && word[1] != '\0';
}

static const char *spelled_out(const char *word) {
  return strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0 ? "help" : word;
}

static int take_word(struct parse *parse) {
  char *at = parse->argv[parse->i++];
  const char *word = spelled_out(at);

  if (!parse->command && find_command(word))
    return take_command(parse, word);
  if (parse->command && word != at) { /* baton run --help */
    parse->options->file = parse->command->name;
    parse->command = command_of(COMMAND_HELP);
    parse->i = parse->argc;
    return 0;
  }
  if (!parse->words_only && strcmp(word, "--") == 0) {
    parse->words_only = true;
    return 0;
  }
  if (is_flag(parse, word))
    return take_flag(parse, word);
  if (!parse->command)
    return take_command(parse, word);
  take_operand(parse, at);
  return 0;
}

/* ---- What fits together ----------------------------------------------- */

static int check_operands(const struct parse *parse) {
  const struct command *command = parse->command;
  int n = parse->options->file ? 1 + parse->options->n_rest : 0;

  if (n >= command->least && (command->most < 0 || n <= command->most))
    return 0;
  if (n < command->least)
    say("baton %s: something is missing; usage: baton %s", command->name,
        command->usage);
  else
    say("'%s' is too much; usage: baton %s",
        command->most ? parse->options->rest[command->most - 1]
                      : parse->options->file,
        command->usage);
  return -1;
}

static int check_flags(const struct parse *parse) {
  enum command_id id = parse->options->command;

  for (size_t i = 0; i < parse->n_seen; i++)
    if (!(parse->seen[i]->on & ON(id))) {
      say("%s does not go with baton %s", parse->seen[i]->name,
          parse->command ? parse->command->name : "alone");
      return -1;
    }
  if (parse->options->seeded && parse->options->schedule) {
    say("--seed and --schedule exclude each other: a schedule fixes the order");
    return -1;
  }
  return 0;
}

int options_parse(struct options *options, int argc, char **argv) {
  struct parse parse = {.options = options, .argc = argc, .i = 1, .argv = argv};

  memset(options, 0, sizeof *options);
  options->clock = BT_CLOCK_VIRTUAL;
  options->max_memory_mb = MEMORY_MB;
  while (parse.i < argc)
    if (take_word(&parse) < 0)
      return -1;
  options->command = parse.command ? parse.command->id : COMMAND_NONE;
  if (parse.command && check_operands(&parse) < 0)
    return -1;
  return check_flags(&parse);
}

/* ---- Help ------------------------------------------------------------- */

static const char *const examples =
    "    baton run hello.lua            the program's output, nothing else\n"
    "    baton step hello.lua           see who runs, who waits, and for whom\n"
    "    baton trace --format=jsonl hello.lua -o hello.jsonl\n"
    "    baton copy semaphore --to src  the pattern's C, to keep\n";

static void print_flag(const struct flag *flag) {
  struct page page = {stdout, 79};
  char left[60], first[80];

  snprintf(left, sizeof left, "%s%s%s", flag->name,
           !flag->value           ? ""
           : flag->name[1] == '-' ? "="
                                  : " ",
           flag->value ? flag->value : "");
  if (strlen(left) > 18) {
    printf("    %s\n", left);
    left[0] = '\0';
  }
  snprintf(first, sizeof first, "    %-18s ", left);
  page_wrap(&page, first, "                       ", flag->summary);
}

static void help_general(void) {
  printf("Baton: step through asynchronous programs, forwards and backwards."
         "\n\n    baton\n        open the last lesson, or the one after it\n");
  for (size_t i = 0; i < N_COMMANDS; i++)
    printf("    baton %s\n        %s\n", commands[i].usage,
           commands[i].summary);
  printf("\nOptions, before FILE:\n");
  for (size_t i = 0; i < N_FLAGS; i++)
    print_flag(&flags[i]);
  printf("\nFor example:\n%s", examples);
  printf("\nExit status: 0 fine, 1 the program failed, 2 wrong usage or an "
         "unreadable file,\n3 a limit was hit, 130 interrupted.\n");
}

static void help_command(const struct command *command) {
  printf("baton %s\n    %s\n", command->usage, command->summary);
  for (size_t i = 0; i < N_FLAGS; i++)
    if (flags[i].on & ON(command->id))
      print_flag(&flags[i]);
}

bool options_help(const char *topic) {
  const struct command *command = topic ? find_command(topic) : NULL;

  if (!topic)
    help_general();
  else if (command)
    help_command(command);
  return !topic || command;
}

void options_names(void (*each)(void *data, const char *name), void *data) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    each(data, commands[i].name);
}
