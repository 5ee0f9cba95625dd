/* SPDX-License-Identifier: MIT-0 */
#include "copy.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "copy_parts.h"
#include "nearest.h"
#include "paths.h"
#include "say.h"
#include "source.h"

extern char **environ;

enum { MOST_FILES = 128 };

/* One file to copy. */
struct item {
  char *from, *to;
  char *text; /* what to write */
  size_t n;
  enum { IS_NEW, IS_SAME, IS_OTHER } state;
};

struct plan {
  const char *to;
  size_t n;
  struct item items[MOST_FILES];
};

/* ---- Names ------------------------------------------------------------ */

bool copy_find(const char *name, char *dir, size_t size) {
  char patterns[PATH_SIZE];

  if (strcmp(name, "core") == 0)
    return paths_share("core", dir, size) == 0;
  return name[0] && name[0] != '.' && !strchr(name, '/') &&
         paths_share("patterns", patterns, sizeof patterns) == 0 &&
         paths_join(dir, size, patterns, name) && paths_is_folder(dir);
}

bool copy_has(const char *name) {
  char dir[PATH_SIZE];

  return copy_find(name, dir, sizeof dir);
}

int copy_unknown(const char *name) {
  struct nearest nearest;
  char dir[PATH_SIZE], hint[128];
  char **names = NULL;
  size_t n = 0;

  nearest_start(&nearest, name);
  nearest_try(&nearest, "core");
  if (paths_share("patterns", dir, sizeof dir) == 0)
    names = paths_names(dir, &n);
  for (size_t i = 0; i < n; i++)
    nearest_try(&nearest, names[i]);
  say("there is no pattern '%s'%s", name,
      nearest_hint(&nearest, "", hint, sizeof hint));
  say_text("baton patterns lists them.");
  paths_free_names(names, n);
  return STATUS_USAGE;
}

/* ---- The plan --------------------------------------------------------- */

static int plan_pattern(struct plan *plan, const char *name);

static bool planned(const struct plan *plan, const char *to) {
  for (size_t i = 0; i < plan->n; i++)
    if (strcmp(plan->items[i].to, to) == 0)
      return true;
  return false;
}

/* What stands at the item's place already. */
static int look_at_target(struct item *item) {
  char *there;
  size_t n;

  item->state = IS_NEW;
  if (!paths_exists(item->to))
    return 0;
  there = file_read(item->to, &n);
  if (!there)
    return -1;
  item->state =
      n == item->n && memcmp(there, item->text, n) == 0 ? IS_SAME : IS_OTHER;
  free(there);
  return 0;
}

static int plan_file(struct plan *plan, const char *from, const char *to) {
  struct item *item = &plan->items[plan->n];

  if (planned(plan, to))
    return 0;
  if (plan->n == MOST_FILES) {
    say("more than %d files to copy", MOST_FILES);
    return -1;
  }
  item->from = strdup(from);
  item->to = strdup(to);
  item->text = file_read(from, &item->n);
  plan->n++;
  if (!item->from || !item->to) {
    say_no_memory();
    return -1;
  }
  return item->text ? look_at_target(item) : -1;
}

/* Plans the patterns whose headers text includes: #include "bt_NAME.h". */
static int plan_includes(struct plan *plan, const char *text) {
  static const char *const mark = "#include \"bt_";
  char name[64];
  int rc = 0;

  for (const char *at = text; rc == 0 && (at = strstr(at, mark));) {
    size_t n;

    at += strlen(mark);
    n = strcspn(at, ".\"\n");
    if (n >= sizeof name || strncmp(at + n, ".h\"", 3) != 0)
      continue;
    memcpy(name, at, n);
    name[n] = '\0';
    if (copy_has(name))
      rc = plan_pattern(plan, name);
  }
  return rc;
}

static int plan_part(struct plan *plan, const char *dir, const char *file) {
  char from[PATH_SIZE], to[PATH_SIZE];
  size_t before = plan->n;

  if (!paths_join(from, sizeof from, dir, file) ||
      !paths_join(to, sizeof to, plan->to, file)) {
    say("%s: the path is too long", plan->to);
    return -1;
  }
  if (plan_file(plan, from, to) < 0)
    return -1;
  return plan->n > before ? plan_includes(plan, plan->items[before].text) : 0;
}

static bool is_source(const char *name) {
  const char *dot = strrchr(name, '.');

  return dot && (strcmp(dot, ".c") == 0 || strcmp(dot, ".h") == 0 ||
                 strcmp(dot, ".S") == 0);
}

/* Core is copied as a folder: its files belong together. */
static int plan_core(struct plan *plan, const char *dir) {
  const char *outer = plan->to;
  char inner[PATH_SIZE];
  size_t n;
  char **names = paths_names(dir, &n);
  int rc = 0;

  if (!names || !paths_join(inner, sizeof inner, outer, "core")) {
    say("%s: %s", dir, names ? "the path is too long" : strerror(errno));
    rc = -1;
  }
  plan->to = inner;
  for (size_t i = 0; i < n && rc == 0; i++)
    if (is_source(names[i]))
      rc = plan_part(plan, dir, names[i]);
  plan->to = outer;
  paths_free_names(names, n);
  return rc;
}

static int plan_pattern(struct plan *plan, const char *name) {
  char dir[PATH_SIZE], file[128];

  if (!copy_find(name, dir, sizeof dir)) {
    copy_unknown(name);
    return -1;
  }
  if (strcmp(name, "core") == 0)
    return plan_core(plan, dir);
  snprintf(file, sizeof file, "bt_%s.h", name);
  if (plan_part(plan, dir, file) < 0)
    return -1;
  snprintf(file, sizeof file, "bt_%s.c", name);
  return plan_part(plan, dir, file);
}

/* ---- Carrying it out -------------------------------------------------- */

static int write_item(const struct item *item) {
  FILE *file = fopen(item->to, "wxe"); /* x: never over what is there */
  bool ok;

  if (!file) {
    say("%s: %s", item->to, strerror(errno));
    return -1;
  }
  ok = fwrite(item->text, 1, item->n, file) == item->n;
  if (fclose(file) == 0 && ok)
    return 0;
  say("%s: %s", item->to, strerror(errno));
  remove(item->to);
  return -1;
}

static int make_folder_of(const char *path) {
  char dir[PATH_SIZE];
  char *slash;

  snprintf(dir, sizeof dir, "%s", path);
  slash = strrchr(dir, '/');
  if (slash && slash != dir)
    *slash = '\0';
  if (!slash || paths_make_folder(dir) == 0)
    return 0;
  say("%s: %s", dir, strerror(errno));
  return -1;
}

/* Differences are shown by diff(1): everybody knows how to read them. */
static int show_diff(const struct item *item) {
  char *argv[] = {"diff", "-u", "--", item->to, item->from, NULL};
  pid_t pid;
  int status;

  fflush(stdout);
  if (posix_spawnp(&pid, "diff", NULL, NULL, argv, environ) != 0 ||
      waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) ||
      WEXITSTATUS(status) > 1) {
    say("%s differs; diff could not be run", item->to);
    return -1;
  }
  return 0;
}

static int refuse_others(const struct plan *plan) {
  int rc = 0;

  for (size_t i = 0; i < plan->n; i++)
    if (plan->items[i].state == IS_OTHER) {
      say("%s is there and differs", plan->items[i].to);
      rc = -1;
    }
  if (rc < 0)
    say_text("Nothing was copied. --diff shows how they differ; --to DIR "
             "copies elsewhere.");
  return rc;
}

static int carry_out_item(const struct item *item,
                          const struct copy_options *options) {
  static const char *const words[] = {"copied", "already there",
                                      "is there and differs"};
  bool would = options->dry_run || options->diff;

  if (options->diff && item->state == IS_OTHER)
    return show_diff(item);
  if (!would && item->state == IS_NEW &&
      (make_folder_of(item->to) < 0 || write_item(item) < 0))
    return -1;
  printf("%s: %s\n", item->to,
         would && item->state == IS_NEW ? "would be copied"
                                        : words[item->state]);
  return 0;
}

static void free_plan(struct plan *plan) {
  for (size_t i = 0; i < plan->n; i++) {
    free(plan->items[i].from);
    free(plan->items[i].to);
    free(plan->items[i].text);
  }
}

/* What a reader needs to build what was copied. */
static void say_core_needed(const struct plan *plan) {
  char core[PATH_SIZE];

  if (paths_join(core, sizeof core, plan->to, "core/baton.h") &&
      !paths_exists(core) && !planned(plan, core))
    printf("They stand on core: baton copy core, or link an installed "
           "libbaton.\n");
}

int copy_patterns(char *const *names, int n,
                  const struct copy_options *options) {
  struct plan plan = {.to = options->to ? options->to : "."};
  bool would = options->dry_run || options->diff;
  int rc = 0;

  for (int i = 0; i < n; i++)
    if (!copy_has(names[i]))
      return copy_unknown(names[i]);
  for (int i = 0; i < n && rc == 0; i++)
    rc = plan_pattern(&plan, names[i]);
  if (rc == 0 && !would)
    rc = refuse_others(&plan);
  for (size_t i = 0; i < plan.n && rc == 0; i++)
    rc = carry_out_item(&plan.items[i], options);
  if (rc == 0 && !would)
    say_core_needed(&plan);
  free_plan(&plan);
  return rc < 0 ? STATUS_FAILED : STATUS_FINE;
}
