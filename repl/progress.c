/* SPDX-License-Identifier: MIT-0 */
#include "progress.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "paths.h"
#include "say.h"

enum { VERSION = 1 };

/* ---- Problems --------------------------------------------------------- */

/* From here on nothing is kept, and that is why. */
static void give_up(struct progress *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void give_up(struct progress *p, const char *format, ...) {
  va_list args;

  p->readonly = true;
  buffer_clear(&p->problem);
  va_start(args, format);
  buffer_vprintf(&p->problem, format, args);
  va_end(args);
  buffer_puts(&p->problem, "; so no progress is kept");
}

void progress_say(struct progress *p) {
  if (p->problem.error)
    say_no_memory();
  else if (p->problem.n)
    say("%s", buffer_text(&p->problem));
  buffer_clear(&p->problem);
}

/* ---- Reading ---------------------------------------------------------- */

static json_t *fresh(void) {
  return json_pack("{s:i, s:{}}", "version", VERSION, "lessons");
}

/* Whether it is what we write; says what else it is. */
static bool is_ours(struct progress *p, const json_t *root) {
  const json_t *version = json_object_get(root, "version");

  if (json_is_integer(version) && json_integer_value(version) != VERSION)
    give_up(p,
            "%s: is of version %lld, and this Baton knows version %d (move it "
            "away to begin afresh)",
            p->path, (long long)json_integer_value(version), VERSION);
  else if (!version || !json_is_object(json_object_get(root, "lessons")))
    give_up(p,
            "%s: is not a file of Baton's progress (move it away to begin "
            "afresh)",
            p->path);
  return !p->readonly;
}

/* The file as it is now; a fresh one where there is none; else NULL. */
static json_t *read_file(struct progress *p) {
  json_error_t error;
  json_t *root;

  if (!paths_exists(p->path))
    return fresh();
  root = json_load_file(p->path, JSON_REJECT_DUPLICATES, &error);
  if (root && is_ours(p, root))
    return root;
  if (!root && error.line > 0)
    give_up(p, "%s:%d: %s (move it away to begin afresh)", p->path, error.line,
            error.text);
  else if (!root)
    give_up(p, "%s: %s", p->path, error.text);
  json_decref(root);
  return NULL;
}

void progress_open(struct progress *p) {
  memset(p, 0, sizeof *p);
  if (paths_state("progress.json", p->path, sizeof p->path) < 0)
    give_up(p, "there is no place for Baton's files ($XDG_STATE_HOME, or "
               "~/.local/state)");
  else
    p->root = read_file(p);
  if (!p->root)
    p->root = fresh();
}

void progress_close(struct progress *p) {
  json_decref(p->root);
  buffer_fini(&p->problem);
  p->root = NULL;
}

static json_t *lesson_of(const struct progress *p, const char *lesson) {
  return json_object_get(json_object_get(p->root, "lessons"), lesson);
}

const char *progress_last(const struct progress *p) {
  return json_string_value(json_object_get(p->root, "last"));
}

bool progress_done(const struct progress *p, const char *lesson) {
  return json_is_true(json_object_get(lesson_of(p, lesson), "done"));
}

bool progress_begun(const struct progress *p, const char *lesson) {
  return lesson_of(p, lesson) != NULL;
}

const json_t *progress_place(const struct progress *p, const char *lesson) {
  return json_object_get(lesson_of(p, lesson), "place");
}

/* ---- Changing --------------------------------------------------------- */

/* Takes the file for this session alone and reads what others made of it.
 * Returns the lock, or -1. A lock that is held for long is not ours to break;
 * Ctrl-C ends the wait. */
static int begin_change(struct progress *p) {
  char path[PATH_SIZE + 8];
  json_t *root;
  int lock;

  if (p->readonly)
    return -1;
  snprintf(path, sizeof path, "%s.lock", p->path);
  lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock < 0 || flock(lock, LOCK_EX) < 0) {
    give_up(p, "%s: %s", path, strerror(errno));
  } else if ((root = read_file(p)) != NULL) {
    json_decref(p->root);
    p->root = root;
    return lock;
  }
  if (lock >= 0)
    close(lock);
  return -1;
}

/* By rename, so that a file that was begun is never left behind. */
static void write_file(struct progress *p) {
  char next[PATH_SIZE + 8];

  snprintf(next, sizeof next, "%s.new", p->path);
  errno = 0;
  if (json_dump_file(p->root, next, JSON_INDENT(2)) == 0 &&
      rename(next, p->path) == 0)
    return;
  give_up(p, "%s: %s", p->path, errno ? strerror(errno) : "out of memory");
}

/* ok: the change itself found memory. Closing the lock gives it back. */
static void end_change(struct progress *p, int lock, bool ok) {
  if (ok)
    write_file(p);
  else
    give_up(p, "out of memory");
  close(lock);
}

/* The member of object, made where it is not there; NULL without memory. */
static json_t *member(json_t *object, const char *name) {
  json_t *value = json_object_get(object, name);

  if (json_is_object(value))
    return value;
  value = json_object();
  return json_object_set_new(object, name, value) == 0 ? value : NULL;
}

static json_t *make_lesson(struct progress *p, const char *lesson) {
  return member(member(p->root, "lessons"), lesson);
}

void progress_set_last(struct progress *p, const char *lesson) {
  int lock = begin_change(p);

  if (lock >= 0)
    end_change(p, lock,
               make_lesson(p, lesson) &&
                   json_object_set_new(p->root, "last", json_string(lesson)) ==
                       0);
}

void progress_set_done(struct progress *p, const char *lesson) {
  int lock = begin_change(p);
  json_t *it;

  if (lock < 0)
    return;
  it = make_lesson(p, lesson);
  json_object_del(it, "place");
  end_change(p, lock, json_object_set_new(it, "done", json_true()) == 0);
}

void progress_set_answer(struct progress *p, const char *lesson, int question,
                         int guesses, bool right) {
  int lock = begin_change(p);
  char number[16];

  if (lock < 0)
    return;
  snprintf(number, sizeof number, "%d", question);
  end_change(p, lock,
             json_object_set_new(member(make_lesson(p, lesson), "questions"),
                                 number,
                                 json_pack("{s:i, s:b}", "guesses", guesses,
                                           "right", (int)right)) == 0);
}

void progress_set_place(struct progress *p, const char *lesson, json_t *place) {
  int lock = begin_change(p);

  if (lock >= 0)
    end_change(p, lock,
               json_object_set(make_lesson(p, lesson), "place", place) == 0);
}
