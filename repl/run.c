/* SPDX-License-Identifier: MIT-0 */
#include "run.h"

#include <stdlib.h>

#include "face.h"
#include "interact.h"
#include "stop.h"
#include "views/perfetto.h"
#include "views/svg.h"
#include "views/text.h"
#include "world/reader.h"

/* ---- What all have in common ------------------------------------------ */

struct runner_options run_options(const struct options *o,
                                  const struct source *source) {
  return (struct runner_options){.source = source,
                                 .argc = o->n_rest,
                                 .argv = o->rest,
                                 .clock = o->clock,
                                 .seeded = o->seeded,
                                 .seed = o->seed,
                                 .schedule = o->schedule,
                                 .max_turns = o->max_turns,
                                 .max_memory_mb = o->max_memory_mb,
                                 .max_time_ms = o->max_time_ms};
}

/* A report (runner.h) for people. */
static void report(void *data, const char *rule, const char *text) {
  (void)data;
  (void)rule;
  say("%s", text);
}

static int read_program(const struct options *options, struct source *source) {
  if (options->command == COMMAND_CODE)
    return source_from_text(source, "-e", options->file);
  return source_read(source, options->file ? options->file : "-");
}

/* ---- One run ---------------------------------------------------------- */

struct run {
  struct runner runner;
  struct sink *out;   /* of the program; NULL: nobody reads it */
  struct sink *trace; /* of events */
  enum format format;
  struct bt_buffer json;
  struct log *log; /* for lines of text, which look back */
  struct world *world;
  uint64_t written; /* steps */
};

static int write_out(void *data, const char *text, size_t n) {
  struct run *run = data;

  if (!run->out || sink_write(run->out, text, n))
    return 0;
  return -run->out->error;
}

/* Runs source to its end. prepare has set what the events need. */
static int run_source(struct run *run, struct runner_options *options) {
  enum bt_step step;
  int status;

  options->leaves = true;
  options->out = write_out;
  options->report = report;
  options->data = run;
  status = runner_open(&run->runner, options);
  if (status != STATUS_FINE)
    return status;
  stop_watch((struct stop_target){run->runner.script, run->runner.loop, false});
  stop_after(options->max_time_ms);
  step = runner_run(&run->runner);
  stop_after(0);
  stop_watch((struct stop_target){0});
  return runner_close(&run->runner, step);
}

int run_program(const struct options *options, struct sink *out) {
  struct run run = {.out = out};
  struct source source;
  struct runner_options run_with;
  int status = STATUS_USAGE;

  if (read_program(options, &source) == 0) {
    run_with = run_options(options, &source);
    status = run_source(&run, &run_with);
  }
  source_free(&source);
  return status;
}

/* ---- With its events -------------------------------------------------- */

static void stop_writing(struct run *run, int code) {
  if (code < 0)
    script_stop(run->runner.script, code);
}

static void write_json(void *data, const struct bt_trace_event *event) {
  struct run *run = data;
  int rc;

  if (run->trace->error)
    return;
  run->json.n = 0;
  rc = bt_json_event(&run->json, event);
  if (rc == 0 && !sink_write(run->trace, run->json.data, run->json.n))
    rc = -run->trace->error;
  stop_writing(run, rc);
}

static int write_head(struct run *run, const struct runner_options *options) {
  struct bt_trace_head head = runner_head(options);

  if (bt_json_head(&run->json, &head) < 0)
    return say_no_memory();
  sink_write(run->trace, run->json.data, run->json.n);
  return STATUS_FINE;
}

/* Writes the steps that are complete: all but the last. */
static int write_steps(struct run *run) {
  struct buffer text = {0};
  int rc = 0;

  while (rc == 0 && run->written < log_steps(run->log)) {
    rc = text_step(&text, run->world, run->written);
    run->written++;
  }
  if (rc == 0 && !sink_write(run->trace, buffer_text(&text), text.n))
    rc = -run->trace->error;
  buffer_fini(&text);
  return rc;
}

static void write_text(void *data, const struct bt_trace_event *event) {
  struct run *run = data;

  if (run->trace->error)
    return;
  if (runner_record(&run->runner, run->log, event) == 0)
    stop_writing(run, write_steps(run));
}

/* Keeps the events; they are written when all are there. */
static void keep_event(void *data, const struct bt_trace_event *event) {
  struct run *run = data;

  runner_record(&run->runner, run->log, event);
}

/* What can be written at the end only: the last step and how it all ended, or
 * a whole picture. */
static int write_rest(struct run *run) {
  struct buffer text = {0};
  int rc;

  if (run->format == FORMAT_PERFETTO)
    rc = perfetto_write(&text, run->log);
  else if (run->format == FORMAT_SVG)
    rc = svg_write(&text, run->log);
  else
    rc = text_steps(&text, run->world, run->written);
  if (rc == 0)
    sink_write(run->trace, buffer_text(&text), text.n);
  buffer_fini(&text);
  return rc;
}

static int open_log(struct run *run, const struct runner_options *options) {
  struct bt_trace_head head = runner_head(options);

  run->log = log_open();
  run->world = run->log ? world_open(run->log) : NULL;
  if (run->world && log_set_head(run->log, &head) == 0)
    return STATUS_FINE;
  return say_no_memory();
}

static int trace_source(struct run *run, struct runner_options *options) {
  bool json = run->format == FORMAT_JSONL;
  int status = json ? write_head(run, options) : open_log(run, options);

  options->trace = json                         ? write_json
                   : run->format == FORMAT_TEXT ? write_text
                                                : keep_event;
  if (status == STATUS_FINE)
    status = run_source(run, options);
  if (!json && run->world && write_rest(run) < 0)
    status = say_no_memory();
  world_close(run->world);
  log_close(run->log);
  free(run->json.data);
  return status;
}

/* The program's status counts, unless its trace could not be written. */
static int trace_to(const struct options *options, const struct source *source,
                    struct sink *out, struct sink *file) {
  struct run run = {.out = file ? out : NULL,
                    .trace = file ? file : out,
                    .format = options->format};
  struct runner_options run_with = run_options(options, source);
  int status = trace_source(&run, &run_with);

  if (file && sink_close(file) < 0)
    return STATUS_FAILED;
  return status;
}

int run_trace(const struct options *options, struct sink *out) {
  struct source source;
  struct sink file;
  int status = STATUS_USAGE;

  if (read_program(options, &source) < 0) {
    source_free(&source);
    return STATUS_USAGE;
  }
  if (!options->output)
    status = trace_to(options, &source, out, NULL);
  else if (sink_open(&file, options->output, options->file) == 0)
    status = trace_to(options, &source, out, &file);
  source_free(&source);
  return status;
}

/* ---- Saved ones ------------------------------------------------------- */

static int print_log(const struct log *log, struct sink *out) {
  struct world *world = world_open(log);
  struct buffer text = {0};
  int rc = world ? 0 : UV_ENOMEM;

  for (uint64_t step = 0; rc == 0 && step <= log_steps(log); step++) {
    buffer_clear(&text);
    rc = text_step(&text, world, step);
    if (rc == 0 && !sink_write(out, buffer_text(&text), text.n))
      break;
  }
  buffer_clear(&text);
  if (rc == 0) {
    text_exit(&text, world);
    sink_write(out, buffer_text(&text), text.n);
    rc = text.error;
  }
  buffer_fini(&text);
  world_close(world);
  return rc < 0 ? say_no_memory() : STATUS_FINE;
}

/* On a full screen where there is one; closes the log. */
static int show_log(const struct options *options, struct log *log,
                    const char *news, struct sink *out) {
  int status;

  if (face_wanted(options))
    return interact_replay(options, log, news);
  status = print_log(log, out);
  log_close(log);
  return status;
}

int run_replay(const struct options *options, struct sink *out) {
  struct buffer message = {0};
  FILE *in = file_open(options->file);
  struct log *log = in ? log_open() : NULL;
  int status = !in ? STATUS_USAGE : log ? STATUS_FINE : say_no_memory();

  if (log) {
    int rc = trace_read(in, options->file, log, &message);

    fclose(in);
    if (rc < 0 && message.error)
      say_no_memory();
    else if (rc < 0)
      say_text(buffer_text(&message));
    if (log_size(log) > 0)
      status =
          show_log(options, log, rc < 0 ? buffer_text(&message) : NULL, out);
    else
      log_close(log);
    if (rc < 0)
      status = STATUS_USAGE;
  } else if (in) {
    fclose(in);
  }
  buffer_fini(&message);
  return status;
}
