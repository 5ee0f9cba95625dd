/* SPDX-License-Identifier: MIT-0 */
#include "options.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "nearest.h"
#include "options_parts.h"
#include "say.h"

enum {
  MEMORY_MB = 1024, /* a program may take, unless it is said */
  MOST_FLAGS = 64   /* on one command line */
};

/* ---- Parsing ---------------------------------------------------------- */

struct parse {
  struct options *options;
  int argc, i; /* the next word */
  char **argv;
  const struct command *command; /* NULL: none seen yet */
  const struct flag *seen[MOST_FLAGS];
  size_t n_seen;
  bool words_only; /* after -- */
};

static int unknown(const char *what, const char *word, bool is_flag) {
  const struct command *command;
  const struct flag *flag;
  struct nearest nearest;
  char name[64], hint[128];

  snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
  nearest_start(&nearest, name);
  for (size_t i = 0; is_flag && (flag = options_flag(i)); i++)
    nearest_try(&nearest, flag->name);
  for (size_t i = 0; (command = options_command(i)); i++)
    if ((command->name[0] == '-') == is_flag)
      nearest_try(&nearest, command->name);
  say("unknown %s '%s'%s", what, word,
      nearest_hint(&nearest, "", hint, sizeof hint));
  say_text("baton help lists the commands and options.");
  return -1;
}

/* "baton run -e CODE": two commands in one line. */
static int second_command(const struct parse *parse,
                          const struct command *command) {
  say("%s is a command of its own and goes without %s: baton %s", command->name,
      parse->command->name, command->usage);
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
  const struct flag *flag = options_find_flag(word, n);
  const struct command *command = options_find_command(word);
  const char *text = NULL;

  if (!flag && command)
    return second_command(parse, command);
  if (!flag)
    return unknown("option", word, true);
  if (flag->kind == IS_TRUE && equals) {
    say("%s takes no value", flag->name);
    return -1;
  }
  if (flag->kind != IS_TRUE && !(text = value_of(parse, flag, equals)))
    return -1;
  if (parse->n_seen == MOST_FLAGS) {
    say("more than %d options", MOST_FLAGS);
    return -1;
  }
  parse->seen[parse->n_seen++] = flag;
  if (flag->offset == offsetof(struct options, seed))
    parse->options->seeded = true;
  return options_value(flag, text, (char *)parse->options + flag->offset);
}

static int take_command(struct parse *parse, const char *word) {
  const char *dot = strrchr(word, '.');

  parse->command = options_find_command(word);
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

  if (!parse->command && options_find_command(word))
    return take_command(parse, word);
  if (parse->command && word != at) { /* baton run --help */
    parse->options->file = parse->command->name;
    parse->command = options_command_of(COMMAND_HELP);
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
