/* SPDX-License-Identifier: MIT-0 */
#include "question.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule.h"
#include "say.h"

/* ---- Rules of lessons ------------------------------------------------- */

/* The line of lesson.md that a part begins in. */
static int line_of(const struct block *block, const struct part *part) {
  return block->line + part->line + 1;
}

static const char *text_of(const struct block *block, const char *name) {
  const struct part *part = fence_part(&block->fence, name);

  return part ? part->text : "";
}

/* Fills in what every rule sees. */
static struct rule make_rule(const struct lesson *lesson, size_t i,
                             const struct part *part) {
  return (struct rule){.code = part->text,
                       .name = part->name,
                       .dir = lesson->dir,
                       .source = lesson_stage(lesson, i)};
}

static int missing(const struct lesson *lesson, size_t i, const char *what) {
  return lesson_wrong(lesson, lesson->blocks[i].line,
                      "this fence has no '%s' part", what);
}

/* ---- Questions -------------------------------------------------------- */

/* Words with one blank between them, so that layout does not count. */
static void tidy(char *text) {
  char *to = text;

  for (const char *from = text; *from; from++) {
    bool blank = isspace((unsigned char)*from);

    if (!blank)
      *to++ = *from;
    else if (to > text && to[-1] != ' ')
      *to++ = ' ';
  }
  while (to > text && to[-1] == ' ')
    to--;
  *to = '\0';
}

/* The first line of an option is its value; the rest is said of it. */
static int add_option(struct question *q, const struct part *part) {
  size_t n = strcspn(part->text, "\n");
  struct answer *option = &q->options[q->n];

  option->value = strndup(part->text, n);
  option->remark = part->text + n + (part->text[n] == '\n');
  if (!option->value) {
    say_no_memory();
    return -1;
  }
  tidy(option->value);
  q->n++;
  return 0;
}

static int read_options(struct question *q, const struct lesson *lesson,
                        size_t i) {
  const struct fence *fence = &lesson->blocks[i].fence;

  for (size_t j = 0; j < fence->n; j++) {
    const struct part *part = &fence->parts[j];

    if (!isdigit((unsigned char)part->name[0]))
      continue;
    if (part->name[0] != '1' + (char)q->n)
      return lesson_wrong(lesson, line_of(&lesson->blocks[i], part),
                          "options are numbered [1], [2], ... in order");
    if (add_option(q, part) < 0)
      return -1;
  }
  if (q->n >= 2)
    return 0;
  return lesson_wrong(lesson, lesson->blocks[i].line,
                      "a question has two options or more: [1] ..., [2] ...");
}

static int read_question(struct question *q, const struct lesson *lesson,
                         size_t i) {
  const struct block *block = &lesson->blocks[i];

  q->text = text_of(block, "?");
  q->why = text_of(block, "why");
  q->hint = text_of(block, "hint");
  if (*q->text == '\0')
    return missing(lesson, i, "? ");
  return read_options(q, lesson, i);
}

static int match(struct question *q, const struct lesson *lesson, int line,
                 const char *answer) {
  size_t found = 0;

  for (size_t i = 0; i < q->n; i++)
    if (strcmp(q->options[i].value, answer) == 0) {
      q->right = i;
      found++;
    }
  if (found == 1)
    return 0;
  return lesson_wrong(lesson, line, "the program's answer is '%s', which %s",
                      answer,
                      found ? "is more than one option" : "is no option");
}

/* Asks a rule of the question about what the program did; 0 or -1. guess is
 * the option that somebody chose, or NULL. */
static int ask_rule(struct question *q, const struct lesson *lesson, size_t i,
                    const struct part *part, const char *guess,
                    struct buffer *answer) {
  struct rule rule = make_rule(lesson, i, part);
  int rc;

  rule.log = q->trial.log;
  rule.out = buffer_text(&q->trial.out);
  rule.ending = q->trial.ending;
  rule.guess = guess;
  rule.runs = &q->runs;
  rc = rule_evaluate(&rule, answer);
  if (rc < 0)
    lesson_wrong(lesson, line_of(&lesson->blocks[i], part), "%s",
                 buffer_text(answer));
  else if (answer->n)
    tidy(answer->data);
  return rc;
}

static int find_answer(struct question *q, const struct lesson *lesson,
                       size_t i) {
  const struct block *block = &lesson->blocks[i];
  const struct part *part = fence_part(&block->fence, "answer");
  struct buffer answer = {0};
  int rc;

  if (!part)
    return missing(lesson, i, "answer:");
  rc = ask_rule(q, lesson, i, part, NULL, &answer);
  if (rc == 0)
    rc = match(q, lesson, line_of(block, part), buffer_text(&answer));
  buffer_fini(&answer);
  return rc;
}

/* The step in which the program does something else than an option says. */
static int find_step(struct question *q, const struct lesson *lesson, size_t i,
                     struct answer *option) {
  const struct block *block = &lesson->blocks[i];
  const struct part *part = fence_part(&block->fence, "step");
  struct buffer answer = {0};
  int rc = ask_rule(q, lesson, i, part, option->value, &answer);

  if (rc == 0) {
    option->step = strtoull(buffer_text(&answer), NULL, 10);
    if (option->step < 1 || option->step > log_steps(q->trial.log))
      rc = lesson_wrong(lesson, line_of(block, part),
                        "for the option '%s', '%s' is no step of the program",
                        option->value, buffer_text(&answer));
  }
  buffer_fini(&answer);
  return rc;
}

static int find_steps(struct question *q, const struct lesson *lesson,
                      size_t i) {
  if (!fence_part(&lesson->blocks[i].fence, "step"))
    return 0;
  for (size_t j = 0; j < q->n; j++)
    if (j != q->right && find_step(q, lesson, i, &q->options[j]) < 0)
      return -1;
  return 0;
}

int question_open(struct question *q, const struct lesson *lesson, size_t i) {
  struct runner_options options = {.clock = BT_CLOCK_VIRTUAL,
                                   .source = lesson_stage(lesson, i)};

  memset(q, 0, sizeof *q);
  if (read_question(q, lesson, i) < 0)
    return -1;
  if (!options.source)
    return lesson_wrong(lesson, lesson->blocks[i].line,
                        "no program to ask about: a lua run fence comes "
                        "first");
  if (trial_run(&q->trial, &options, NULL, 0) < 0)
    return lesson_wrong(lesson, lesson->blocks[i].line,
                        "the program does too much for a lesson");
  if (find_answer(q, lesson, i) < 0)
    return -1;
  return find_steps(q, lesson, i);
}

void question_close(struct question *q) {
  for (size_t i = 0; i < q->n; i++)
    free(q->options[i].value);
  trial_fini(&q->trial);
}

/* ---- Things to try ---------------------------------------------------- */

struct mark question_mark(const struct session *s) {
  return (struct mark){s->run, log_size(s->log)};
}

/* What was printed from an event on. */
static void collect_out(struct buffer *out, const struct log *log,
                        uint64_t first) {
  struct log_entry entry;
  uint64_t k;

  for (uint64_t i = 0; (k = log_out(log, i)) != LOG_NONE; i++) {
    log_get(log, k, &entry);
    if (k >= first)
      buffer_add(out, entry.event.u.out.data, entry.event.u.out.n);
  }
}

int question_done(const struct lesson *lesson, size_t i,
                  const struct session *s, struct mark mark,
                  const char *typed) {
  const struct block *block = &lesson->blocks[i];
  const struct part *part = fence_part(&block->fence, "done");
  struct buffer out = {0}, answer = {0};
  struct rule rule;
  int rc;

  if (!part)
    return missing(lesson, i, "done:");
  rule = make_rule(lesson, i, part);
  rule.first = mark.run == s->run ? mark.events : 0;
  collect_out(&out, s->log, rule.first);
  rule.log = s->log;
  rule.out = buffer_text(&out);
  rule.ending = session_ending(s);
  rule.view = s->view;
  rule.typed = typed;
  rc = out.error ? out.error : rule_evaluate(&rule, &answer);
  if (rc == UV_ENOMEM)
    say_no_memory();
  else if (rc < 0)
    lesson_wrong(lesson, line_of(block, part), "%s", buffer_text(&answer));
  else
    rc = answer.n > 0;
  buffer_fini(&out);
  buffer_fini(&answer);
  return rc;
}
