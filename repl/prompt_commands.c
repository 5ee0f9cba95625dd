/* SPDX-License-Identifier: MIT-0 */
/* The lines that begin with : and ?. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "lua/help.h"
#include "nearest.h"
#include "prompt_parts.h"
#include "say.h"
#include "views/text.h"

/* ---- Looking ---------------------------------------------------------- */

static enum prompt_result print(struct prompt *p, struct buffer *out) {
  if (out->error)
    prompt_wrong(p, "out of memory");
  fputs(buffer_text(out), stdout);
  buffer_fini(out);
  return PROMPT_GO_ON;
}

static bool look(struct prompt *p) {
  if (session_look(p->session) == 0)
    return true;
  prompt_wrong(p, "out of memory");
  return false;
}

static enum prompt_result do_tasks(struct prompt *p, const char *arg) {
  struct buffer out = {0};

  (void)arg;
  if (look(p))
    text_tasks(&out, p->session->world);
  return print(p, &out);
}

static enum prompt_result do_why(struct prompt *p, const char *arg) {
  struct buffer out = {0};

  if (*arg == '\0')
    return prompt_wrong(p, ":why takes the name of a task (:tasks)");
  if (look(p) && text_why(&out, p->session->world, arg) < 0)
    p->failed = true;
  return print(p, &out);
}

static enum prompt_result do_graph(struct prompt *p, const char *arg) {
  struct buffer out = {0};

  (void)arg;
  if (look(p) && text_graph(&out, p->session->world) < 0)
    prompt_wrong(p, "out of memory");
  return print(p, &out);
}

/* Prints one step of a log, with what stands before it. */
static void print_step(struct prompt *p, const char *before,
                       const struct log *log, uint64_t step) {
  struct world *world = world_open(log);
  struct buffer out = {0};

  if (!world || text_step(&out, world, step) < 0)
    prompt_wrong(p, "out of memory");
  else
    printf("%s%s", before, buffer_text(&out));
  buffer_fini(&out);
  world_close(world);
}

static enum prompt_result do_diff(struct prompt *p, const char *arg) {
  const struct session *s = p->session;
  uint64_t step;

  (void)arg;
  if (!s->former)
    return prompt_wrong(
        p, "there is no branch yet: :back, then :pick another task");
  if (session_differs(s, &step) < 0)
    return prompt_wrong(p, "out of memory");
  if (step == 0) {
    printf("No step differs so far from the branch before.\n");
    return PROMPT_GO_ON;
  }
  printf("The branches differ from step %llu on.\n", (unsigned long long)step);
  if (step <= log_steps(s->former))
    print_step(p, "before: ", s->former, step);
  print_step(p, "now:    ", s->log, step);
  return PROMPT_GO_ON;
}

/* ---- Starting over ---------------------------------------------------- */

static enum prompt_result started_over(struct prompt *p, int status) {
  p->failed |= status != STATUS_FINE;
  if (status != STATUS_FINE)
    return p->session->open ? PROMPT_GO_ON : PROMPT_QUIT;
  prompt_show_step(p);
  return PROMPT_GO_ON;
}

static enum prompt_result do_seed(struct prompt *p, const char *arg) {
  uint64_t seed;

  if (!prompt_number(arg, UINT64_MAX, &seed))
    return prompt_wrong(p, ":seed takes a number, such as :seed 7");
  return started_over(p, session_seed(p->session, seed));
}

static enum prompt_result do_schedule(struct prompt *p, const char *arg) {
  if (*arg)
    return started_over(p, session_follow(p->session, arg));
  printf("%s\n", session_schedule(p->session));
  return PROMPT_GO_ON;
}

static enum prompt_result do_reset(struct prompt *p, const char *arg) {
  (void)arg;
  return started_over(p, session_reset(p->session));
}

/* ---- The rest --------------------------------------------------------- */

static enum prompt_result do_quit(struct prompt *p, const char *arg) {
  (void)p;
  (void)arg;
  return PROMPT_QUIT;
}

static enum prompt_result do_lesson(struct prompt *p, const char *arg) {
  (void)arg;
  if (!p->objective)
    return prompt_wrong(p, "no lesson is open here; baton lessons lists them");
  p->objective(p->data);
  return PROMPT_GO_ON;
}

static enum prompt_result do_hint(struct prompt *p, const char *arg) {
  (void)arg;
  if (!p->hint)
    return prompt_wrong(p, "there is nothing to hint at here");
  p->hint(p->data);
  return PROMPT_GO_ON;
}

static enum prompt_result do_copy(struct prompt *p, const char *arg) {
  struct copy_options options = {0};
  char *name = strdup(arg);

  if (!name || *arg == '\0')
    prompt_wrong(p, ":copy takes the name of a pattern, such as :copy lock");
  else if (copy_patterns(&name, 1, &options) != STATUS_FINE)
    p->failed = true;
  free(name);
  return PROMPT_GO_ON;
}

static enum prompt_result do_help(struct prompt *p, const char *arg);

static const struct {
  const char *name, *args;
  enum prompt_result (*run)(struct prompt *p, const char *arg);
  const char *summary;
} commands[] = {
    {"step", "[N]", prompt_step, "run the next task until it waits or ends"},
    {"back", "[N]", prompt_back, "look at the step before"},
    {"size", "[turn|event]", prompt_size,
     "a step is a task's whole turn, or one event"},
    {"goto", "K", prompt_goto, "look at step K; 0 is before anything ran"},
    {"run", "", prompt_run, "run to the end"},
    {"until", "block|switch|error", prompt_until,
     "step until a task waits, another runs, one fails"},
    {"pick", "TASK", prompt_pick,
     "run it next; after :back this is a new branch"},
    {"tasks", "", do_tasks, "who runs, who is ready, who waits"},
    {"why", "TASK", do_why, "why a task is where it is, who can wake it"},
    {"graph", "", do_graph, "who waits for whom"},
    {"find", "TEXT", prompt_find,
     "go to the next step that has TEXT in its line"},
    {"diff", "", do_diff, "where this branch differs from the one before"},
    {"seed", "N", do_seed, "start over, ready tasks in a random order"},
    {"schedule", "[TEXT]", do_schedule, "the order so far; start over by TEXT"},
    {"reset", "", do_reset, "start over"},
    {"lesson", "", do_lesson, "what the lesson is about"},
    {"hint", "", do_hint, "a hint"},
    {"copy", "NAME", do_copy, "copy a pattern to this folder"},
    {"help", "[NAME]", do_help, "this, or what a name of Lua's means"},
    {"quit", "", do_quit, "leave; Ctrl-D does too"},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static enum prompt_result explain(struct prompt *p, const char *name) {
  const struct help *help = help_find(name);
  const char *near = help ? NULL : help_nearest(name);

  if (!help) {
    say("nothing is known of '%s'%s%s%s", name, near ? "; did you mean " : "",
        near ? near : "", near ? "?" : "");
    p->failed = true;
    return PROMPT_GO_ON;
  }
  printf("%s\n    %s\n", help->signature, help->line);
  if (help->lesson)
    printf("    lesson %d\n", help->lesson);
  return PROMPT_GO_ON;
}

void prompt_names(void (*each)(void *data, const char *name), void *data) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    each(data, commands[i].name);
}

static void print_command(size_t i) {
  char left[40];

  snprintf(left, sizeof left, ":%s %s", commands[i].name, commands[i].args);
  printf("  %-26s %s\n", left, commands[i].summary);
}

void prompt_help(void) {
  printf("A line of Lua runs as a task, so it may wait. Its value is shown, "
         "unless it\nends in ; and _ is the last value. Ctrl-C interrupts. "
         "?NAME explains a name.\n\n");
  for (size_t i = 0; i < N_COMMANDS; i++)
    print_command(i);
}

static enum prompt_result do_help(struct prompt *p, const char *arg) {
  const char *name = arg + (*arg == ':');

  if (*arg == '\0')
    prompt_help();
  for (size_t i = 0; *arg && i < N_COMMANDS; i++)
    if (strcmp(name, commands[i].name) == 0) {
      print_command(i);
      return PROMPT_GO_ON;
    }
  return *arg ? explain(p, arg) : PROMPT_GO_ON;
}

static enum prompt_result unknown(struct prompt *p, const char *name) {
  struct nearest nearest;
  char hint[64];

  nearest_start(&nearest, name);
  for (size_t i = 0; i < N_COMMANDS; i++)
    nearest_try(&nearest, commands[i].name);
  say("unknown command ':%s'%s", name,
      nearest_hint(&nearest, ":", hint, sizeof hint));
  p->failed = true;
  return PROMPT_GO_ON;
}

/* The word after the colon goes to name; returns the rest without blanks at
 * its ends, cut off in line itself. */
static const char *split(char *line, char *name, size_t size) {
  size_t n = strcspn(line, " \t\r");
  char *arg = line + n + strspn(line + n, " \t\r");
  char *end = arg + strlen(arg);

  snprintf(name, size, "%.*s", (int)n, line);
  while (end > arg && isspace((unsigned char)end[-1]))
    *--end = '\0';
  return arg;
}

static enum prompt_result run_command(struct prompt *p, char *line) {
  char name[32];
  const char *arg = split(line + 1, name, sizeof name);

  if (line[0] == '?')
    return do_help(p, name);
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp(name, commands[i].name) == 0)
      return commands[i].run(p, arg);
  return unknown(p, name);
}

enum prompt_result prompt_command(struct prompt *p, const char *line) {
  char *copy = strdup(line);
  enum prompt_result result;

  if (!copy)
    return prompt_wrong(p, "out of memory");
  result = run_command(p, copy);
  free(copy);
  return result;
}
