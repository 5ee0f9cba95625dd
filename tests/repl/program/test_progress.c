/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "progress.h"

static char folder[] = "/tmp/baton-progress-XXXXXX";

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) && setenv("XDG_STATE_HOME", folder, 1) == 0 ? 0 : -1;
}

static int remove_folder(void **state) {
  static const char *const names[] = {"/baton/progress.json",
                                      "/baton/progress.json.lock",
                                      "/baton/progress.json.new", "/baton", ""};
  char path[PATH_SIZE];

  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    snprintf(path, sizeof path, "%s%s", folder, names[i]);
    remove(path);
  }
  return 0;
}

static void write_progress(const char *text) {
  char path[PATH_SIZE];
  FILE *file;

  assert_int_equal(paths_state("progress.json", path, sizeof path), 0);
  file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static void assert_progress(const char *text) {
  char path[PATH_SIZE], got[256] = "";
  FILE *file;

  assert_int_equal(paths_state("progress.json", path, sizeof path), 0);
  file = fopen(path, "r");
  assert_non_null(file);
  got[fread(got, 1, sizeof got - 1, file)] = '\0';
  assert_int_equal(fclose(file), 0);
  assert_string_equal(got, text);
}

static void begin_afresh(void) {
  write_progress("{\"version\": 1, \"lessons\": {}}");
}

static void what_was_set_is_there_again(void **state) {
  struct progress p;
  json_t *place = json_pack("{s:i}", "block", 7);

  (void)state;
  begin_afresh();
  progress_open(&p);
  assert_null(progress_last(&p));
  assert_false(progress_begun(&p, "one"));
  progress_set_last(&p, "one");
  progress_set_place(&p, "one", place);
  progress_set_answer(&p, "one", 2, 3, true);
  progress_close(&p);
  progress_open(&p);
  assert_string_equal(progress_last(&p), "one");
  assert_true(progress_begun(&p, "one"));
  assert_false(progress_done(&p, "one"));
  assert_true(json_equal(progress_place(&p, "one"), place));
  progress_set_done(&p, "one");
  assert_true(progress_done(&p, "one"));
  assert_null(progress_place(&p, "one"));
  assert_int_equal(p.problem.n, 0);
  progress_close(&p);
  json_decref(place);
}

/* Each sets what nobody else sets, and knows nothing of the others. */
static void answer_many(int who) {
  struct progress p;

  progress_open(&p);
  for (int i = 0; i < 25; i++)
    progress_set_answer(&p, "one", who * 25 + i, 1, true);
  _exit(p.problem.n > 0);
}

static void sessions_side_by_side_lose_nothing(void **state) {
  enum { SESSIONS = 4 };
  struct progress p;
  char number[16];
  int status;

  (void)state;
  begin_afresh();
  for (int who = 0; who < SESSIONS; who++)
    if (fork() == 0)
      answer_many(who);
  for (int who = 0; who < SESSIONS; who++) {
    assert_true(wait(&status) > 0);
    assert_int_equal(status, 0);
  }
  progress_open(&p);
  for (int i = 0; i < SESSIONS * 25; i++) {
    json_t *one = json_object_get(json_object_get(p.root, "lessons"), "one");

    snprintf(number, sizeof number, "%d", i);
    assert_non_null(json_object_get(json_object_get(one, "questions"), number));
  }
  progress_close(&p);
}

/* Tells that it has begun by closing its end of the pipe. */
static void keep_places(int began) {
  struct progress p;

  progress_open(&p);
  for (int i = 0;; i++) {
    json_t *place = json_pack("{s:i, s:i}", "block", i, "again", i);

    progress_set_place(&p, "one", place);
    json_decref(place);
    if (p.problem.n)
      _exit(1);
    if (i == 0)
      close(began);
  }
}

static pid_t begin_to_keep_places(void) {
  int began[2];
  pid_t pid;
  char byte;

  assert_int_equal(pipe(began), 0);
  pid = fork();
  if (pid == 0)
    keep_places(began[1]);
  close(began[1]);
  assert_int_equal(read(began[0], &byte, 1), 0);
  close(began[0]);
  return pid;
}

/* Ended at any moment: the file is whole, and another session goes on. */
static void a_kill_leaves_a_whole_file(void **state) {
  (void)state;
  begin_afresh();
  for (int i = 0; i < 20; i++) {
    struct progress p;
    const json_t *place;
    pid_t pid = begin_to_keep_places();

    usleep(130 * (useconds_t)i); /* to end it somewhere else each time */
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    progress_open(&p);
    assert_int_equal(p.problem.n, 0);
    place = progress_place(&p, "one");
    assert_true(json_equal(json_object_get(place, "block"),
                           json_object_get(place, "again")));
    progress_set_last(&p, "two");
    assert_int_equal(p.problem.n, 0);
    progress_close(&p);
  }
}

/* What we cannot read is said once, with its line, and left as it is. */
static void assert_left_alone(const char *text, const char *problem) {
  struct progress p;

  write_progress(text);
  progress_open(&p);
  assert_non_null(strstr(buffer_text(&p.problem), problem));
  assert_non_null(strstr(buffer_text(&p.problem), "so no progress is kept"));
  progress_set_last(&p, "one");
  progress_set_done(&p, "one");
  progress_close(&p);
  assert_progress(text);
}

static void what_is_not_ours_is_left_alone(void **state) {
  (void)state;
  assert_left_alone("{\"version\": 2}", "progress.json: is of version 2, and "
                                        "this Baton knows version 1");
  assert_left_alone("[]", "progress.json: is not a file of Baton's progress");
  assert_left_alone("{\"version\": 1, \"lessons\": 3}", "is not a file of");
  assert_left_alone("", "progress.json:1: ");
  assert_left_alone("{\"version\": 1,\n\"lessons\": {\n", "progress.json:");
  assert_left_alone("{\n\"version\": 1,\n\xff", "progress.json:");
}

/* It may also go wrong while we look on. */
static void what_is_no_longer_ours_is_left_alone(void **state) {
  struct progress p;

  (void)state;
  begin_afresh();
  progress_open(&p);
  progress_set_last(&p, "one");
  assert_int_equal(p.problem.n, 0);
  write_progress("{\"version\": 2}");
  progress_set_last(&p, "two");
  assert_non_null(strstr(buffer_text(&p.problem), "is of version 2"));
  assert_progress("{\"version\": 2}");
  assert_string_equal(progress_last(&p), "one"); /* the session goes on */
  progress_close(&p);
}

static void no_place_to_keep_it_is_said(void **state) {
  struct progress p;

  (void)state;
  assert_int_equal(setenv("XDG_STATE_HOME", "/dev/null/no", 1), 0);
  progress_open(&p);
  assert_non_null(strstr(buffer_text(&p.problem), "there is no place for"));
  progress_set_done(&p, "one");
  progress_close(&p);
  assert_int_equal(setenv("XDG_STATE_HOME", folder, 1), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_set_is_there_again),
      cmocka_unit_test(sessions_side_by_side_lose_nothing),
      cmocka_unit_test(a_kill_leaves_a_whole_file),
      cmocka_unit_test(what_is_not_ours_is_left_alone),
      cmocka_unit_test(what_is_no_longer_ours_is_left_alone),
      cmocka_unit_test(no_place_to_keep_it_is_said),
  };

  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
