/* SPDX-License-Identifier: MIT-0 */
/* Runs each program again and again, as `baton run` does, with one request for
 * memory after the other refused. Whatever is refused, the program ends with a
 * status that it may have, says why where that is not 0, and gives all memory
 * back.
 *
 *     test_memory FOLDER EVERY
 *
 * A request is a call of malloc, calloc, realloc, strdup or mmap by Baton, or
 * one that the accountant gets, who is asked for every stack and every block of
 * Lua's. The linker puts ours in their place (--wrap). Of the requests of a
 * program only each EVERY-th is refused; those made before the program is
 * loaded are the same for all and refused for an empty one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner.h"

enum { MOST_TURNS = 100000 };

/* ---- Requests --------------------------------------------------------- */

static bool counting;
static uint64_t requests; /* so far in this run */
static uint64_t refuse;   /* the first to refuse, from 1; 0: none */
static uint64_t stays;    /* how many are refused from there on */
static int64_t blocks;    /* taken and not given back */
static int64_t bytes;     /* the same by the accountant */

static bool refused(void) {
  if (!counting)
    return false;
  requests++;
  return refuse && requests >= refuse && requests - refuse < stays;
}

static void *took(void *block) {
  blocks += counting && block;
  return block;
}

/* The linker's --wrap names them so: NOLINTBEGIN(bugprone-reserved-identifier)
 */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
void *__real_mmap(void *at, size_t size, int prot, int flags, int fd,
                  off_t offset);
int __real_munmap(void *at, size_t size);
void __real_free(void *block);
bool __real_budget_account(void *budget, ptrdiff_t delta);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);
void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd,
                  off_t offset);
int __wrap_munmap(void *at, size_t size);
void __wrap_free(void *block);
bool __wrap_budget_account(void *budget, ptrdiff_t delta);
/* NOLINTEND(bugprone-reserved-identifier) */

static void *refusal(void) {
  errno = ENOMEM;
  return NULL;
}

void *__wrap_malloc(size_t size) {
  return refused() ? refusal() : took(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size) {
  return refused() ? refusal() : took(__real_calloc(n, size));
}

void *__wrap_realloc(void *block, size_t size) {
  if (!block)
    return __wrap_malloc(size);
  return refused() ? refusal() : __real_realloc(block, size);
}

char *__wrap_strdup(const char *text) {
  return refused() ? refusal() : took(__real_strdup(text));
}

void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd,
                  off_t offset) {
  void *got = MAP_FAILED;

  if (!refused())
    got = __real_mmap(at, size, prot, flags, fd, offset);
  else
    errno = ENOMEM;
  blocks += counting && got != MAP_FAILED;
  return got;
}

int __wrap_munmap(void *at, size_t size) {
  blocks -= counting;
  return __real_munmap(at, size);
}

void __wrap_free(void *block) {
  blocks -= counting && block;
  __real_free(block);
}

bool __wrap_budget_account(void *budget, ptrdiff_t delta) {
  if (delta > 0 && refused()) {
    ((struct budget *)budget)->refused = true;
    return false;
  }
  bytes += delta;
  return __real_budget_account(budget, delta);
}

/* ---- One run ---------------------------------------------------------- */

static size_t said; /* bytes of reports */

static void on_report(void *data, const char *rule, const char *text) {
  (void)data;
  (void)rule;
  said += strlen(text);
}

/* What a run came to; opened is how many requests came before the program. */
struct run {
  int status;
  uint64_t opened, requests;
};

static void run_program(const struct source *source, struct run *run) {
  struct runner_options options = {.source = source,
                                   .clock = BT_CLOCK_VIRTUAL,
                                   .max_turns = MOST_TURNS,
                                   .report = on_report};
  struct runner runner;

  requests = said = 0;
  counting = true;
  run->status = runner_open(&runner, &options);
  run->opened = requests;
  if (run->status == STATUS_FINE)
    run->status = runner_close(&runner, runner_run(&runner));
  counting = false;
  run->requests = requests;
}

/* ---- One program ------------------------------------------------------ */

/* Shared with the process that runs the program, which may die. */
struct progress {
  uint64_t request, stays, runs;
  char wrong[128]; /* empty: nothing */
};

static bool wrong(struct progress *p, const char *what, long long n) {
  snprintf(p->wrong, sizeof p->wrong, what, n);
  return false;
}

/* Whether a run ended as it may. */
static bool is_clean(struct progress *p, const struct run *run) {
  p->runs++;
  if (run->status != STATUS_FINE && run->status != STATUS_FAILED &&
      run->status != STATUS_LIMIT)
    return wrong(p, "status %lld", run->status);
  if (run->status != STATUS_FINE && said == 0)
    return wrong(p, "status %lld, and nothing was said", run->status);
  if (blocks != 0)
    return wrong(p, "%lld blocks were not given back", blocks);
  if (bytes != 0)
    return wrong(p, "%lld bytes were not given back", bytes);
  return true;
}

/* Refuses one request after the other, from first on, in steps of every. */
static bool refuse_each(const struct source *source, uint64_t first,
                        uint64_t every, struct progress *p) {
  struct run run;

  for (refuse = first;; refuse += every) {
    p->request = refuse;
    p->stays = stays;
    run_program(source, &run);
    if (!is_clean(p, &run))
      return false;
    if (run.requests < refuse)
      return true;
  }
}

/* Two refusals in a row are the case that matters: Lua collects garbage after
 * the first and asks once more. The others are sampled. */
static bool try_program(const struct source *source, uint64_t first,
                        uint64_t every, struct progress *p) {
  struct run run;

  refuse = 0;
  run_program(source, &run); /* takes what is kept for all runs */
  blocks = 0;
  run_program(source, &run);
  if (!is_clean(p, &run))
    return false;
  stays = 2;
  if (!refuse_each(source, first, every, p))
    return false;
  stays = 1;
  if (!refuse_each(source, first, every * 4, p))
    return false;
  stays = UINT64_MAX;
  return refuse_each(source, first, every * 4, p);
}

static void show(const char *name, const struct progress *p) {
  printf("%s: request %llu refused, %s: %s\n", name,
         (unsigned long long)p->request,
         p->stays == 1   ? "once"
         : p->stays == 2 ? "and the next"
                         : "and all after it",
         p->wrong);
}

/* In a process of its own, so that the others are tried after a crash. */
static bool try_apart(const char *name, const struct source *source,
                      uint64_t first, uint64_t every, struct progress *p) {
  int status = 0;
  pid_t pid;

  p->wrong[0] = '\0';
  fflush(stdout);
  pid = fork();
  if (pid == 0)
    exit(try_program(source, first, every, p) ? 0 : 1);
  if (pid < 0 || waitpid(pid, &status, 0) < 0) {
    perror("test_memory");
    return false;
  }
  if (status == 0)
    return true;
  if (WIFSIGNALED(status))
    wrong(p, "killed by signal %lld", WTERMSIG(status));
  else if (!p->wrong[0]) /* a sanitizer's */
    wrong(p, "exit status %lld", WEXITSTATUS(status));
  show(name, p);
  return false;
}

/* ---- All programs ----------------------------------------------------- */

/* Requests made before an empty program is loaded: the same for all. They are
 * refused once, here. */
static uint64_t try_opening(uint64_t every, struct progress *p, bool *ok) {
  struct source source = {0};
  struct run run = {0};

  if (source_from_text(&source, "empty", "") < 0)
    exit(2);
  run_program(&source, &run);
  *ok &= try_apart("an empty program", &source, 1, every, p);
  source_free(&source);
  return run.opened;
}

static bool try_folder(const char *folder, uint64_t opening, uint64_t every,
                       struct progress *p) {
  char pattern[1024];
  glob_t files;
  bool ok = true;

  snprintf(pattern, sizeof pattern, "%s/*.lua", folder);
  if (glob(pattern, 0, NULL, &files) != 0) {
    printf("%s: no programs there\n", folder);
    return false;
  }
  for (size_t i = 0; i < files.gl_pathc; i++) {
    struct source source = {0};

    ok &= source_read(&source, files.gl_pathv[i]) == 0 &&
          try_apart(source.name, &source, opening + 1 + i % every, every, p);
    source_free(&source);
  }
  globfree(&files);
  return ok;
}

int main(int argc, char **argv) {
  struct progress *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  uint64_t every = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
  uint64_t opening;
  bool ok = true;

  if (p == MAP_FAILED || every == 0) {
    fprintf(stderr, "usage: test_memory FOLDER EVERY\n");
    return 2;
  }
  opening = try_opening(every, p, &ok);
  ok &= try_folder(argv[1], opening, every, p);
  printf("%llu runs\n", (unsigned long long)p->runs);
  return ok ? 0 : 1;
}
