/* SPDX-License-Identifier: MIT-0 */
/* What baton help prints. */
#include <stdio.h>
#include <string.h>

#include "options_parts.h"
#include "page.h"

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
  const struct command *command;
  const struct flag *flag;

  printf("Baton: step through asynchronous programs, forwards and backwards."
         "\n\n    baton\n        open the last lesson, or the one after it\n");
  for (size_t i = 0; (command = options_command(i)); i++)
    printf("    baton %s\n        %s\n", command->usage, command->summary);
  printf("\nOptions, before FILE:\n");
  for (size_t i = 0; (flag = options_flag(i)); i++)
    print_flag(flag);
  printf("\nFor example:\n%s", examples);
  printf("\nExit status: 0 fine, 1 the program failed, 2 wrong usage or an "
         "unreadable file,\n3 a limit was hit, 130 interrupted.\n");
}

static void help_command(const struct command *command) {
  const struct flag *flag;

  printf("baton %s\n    %s\n", command->usage, command->summary);
  for (size_t i = 0; (flag = options_flag(i)); i++)
    if (flag->on & ON(command->id))
      print_flag(flag);
}

bool options_help(const char *topic) {
  const struct command *command = topic ? options_find_command(topic) : NULL;

  if (!topic)
    help_general();
  else if (command)
    help_command(command);
  return !topic || command;
}
