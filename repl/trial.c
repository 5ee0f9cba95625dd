/* SPDX-License-Identifier: MIT-0 */
#include "trial.h"

#include <pthread.h>
#include <string.h>

#include "stop.h"

enum {
  MOST_TURNS = 1000000,
  MOST_MB = 512,
  /* Even on a slow machine it is an error. The wall is for who only waits: a
   * busy machine may hold up the others. */
  MOST_WORK_MS = 10 * 1000,
  MOST_MS = 120 * 1000
};

static int on_out(void *data, const char *text, size_t n) {
  struct trial *trial = data;

  buffer_add(&trial->out, text, n);
  return trial->out.error;
}

static void on_report(void *data, const char *rule, const char *text) {
  struct trial *trial = data;

  (void)rule;
  buffer_printf(&trial->report, "%s\n", text);
  if (trial->report.error)
    trial->error = trial->report.error;
}

static void on_event(void *data, const struct bt_trace_event *event) {
  struct trial *trial = data;

  if (trial->error == 0)
    trial->error = runner_record(&trial->runner, trial->log, event);
}

static size_t choose(void *data, const struct bt_choice *choice) {
  struct trial *trial = data;

  (void)choice;
  return trial->next_choice < trial->n_choices
             ? trial->choices[trial->next_choice++]
             : 0;
}

static void run(struct trial *trial) {
  struct stop_target mine = {trial->runner.script, trial->runner.loop, false};
  struct stop_target before = stop_watch(mine);
  enum bt_step step;

  stop_after(MOST_MS);
  stop_after_work(MOST_WORK_MS);
  step = runner_run(&trial->runner);
  stop_after_work(0);
  stop_after(0);
  stop_watch(before);
  trial->ending = runner_ending(&trial->runner, step);
  runner_close(&trial->runner, step);
}

static void *in_thread(void *data) {
  struct trial *trial = data;
  int status = runner_open(&trial->runner, &trial->options);

  trial->ending = (struct ending){status, "error"};
  if (status == STATUS_FINE)
    run(trial);
  return NULL;
}

static void set_options(struct trial *trial,
                        const struct runner_options *options) {
  struct runner_options *o = &trial->options;

  *o = *options;
  if (!o->max_turns)
    o->max_turns = MOST_TURNS;
  if (!o->max_memory_mb)
    o->max_memory_mb = MOST_MB;
  o->at_prompt = false;
  o->trace = on_event;
  o->out = on_out;
  o->report = on_report;
  o->choose = trial->choices ? choose : NULL;
  o->data = trial;
}

int trial_run(struct trial *trial, const struct runner_options *options,
              const uint32_t *choices, size_t n_choices) {
  pthread_t thread;

  memset(trial, 0, sizeof *trial);
  trial->choices = choices;
  trial->n_choices = n_choices;
  set_options(trial, options);
  trial->log = log_open();
  if (!trial->log)
    return trial->error = UV_ENOMEM;
  if (pthread_create(&thread, NULL, in_thread, trial) != 0)
    return trial->error = UV_EAGAIN;
  pthread_join(thread, NULL);
  return trial->error;
}

void trial_fini(struct trial *trial) {
  log_close(trial->log);
  buffer_fini(&trial->out);
  buffer_fini(&trial->report);
  memset(trial, 0, sizeof *trial);
}
