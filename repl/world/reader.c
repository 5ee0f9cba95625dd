/* SPDX-License-Identifier: MIT-0 */
#include "reader.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "event_json.h"

struct reader {
  FILE *in;
  const char *name;
  struct log *log;
  struct buffer *message;
  char *line;
  size_t size;
  uint64_t number; /* of the line, from 1 */
  uint64_t next_k; /* of the next event */
  bool other;      /* the trace is of another version */
  bool ended;      /* its exit event was read */
};

/* Says what happened, once; returns rc. */
static int say(struct reader *r, int rc, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static int say(struct reader *r, int rc, const char *format, ...) {
  va_list args;

  buffer_clear(r->message);
  buffer_printf(r->message, "baton: %s:%" PRIu64 ": ", r->name, r->number);
  va_start(args, format);
  buffer_vprintf(r->message, format, args);
  va_end(args);
  return r->message->error ? r->message->error : rc;
}

/* ---- Lines ------------------------------------------------------------ */

/* Reads the next line. Returns its length, 0 at the end, or an error. */
static ssize_t next_line(struct reader *r) {
  ssize_t n;

  errno = 0;
  n = getline(&r->line, &r->size, r->in);
  r->number++;
  if (n > 0)
    return n;
  if (errno == ENOMEM)
    return say(r, UV_ENOMEM, "out of memory");
  if (ferror(r->in))
    return say(r, UV_EIO, "the trace cannot be read: %s", strerror(errno));
  return 0;
}

static const char *plural(const struct reader *r) {
  return log_size(r->log) == 1 ? "" : "s";
}

static int cut_short(struct reader *r) {
  return say(r, UV_EOF,
             "the trace is cut short: there is no exit event; the %" PRIu64
             " event%s before can be shown",
             log_size(r->log), plural(r));
}

/* Parses the line. NULL where it is no JSON, or no memory was left: jansson
 * then says so, or nothing at all. */
static json_t *parse(const struct reader *r, ssize_t n, size_t flags,
                     json_error_t *error, bool *no_memory) {
  json_t *line;

  *error = (json_error_t){.line = 0};
  line = json_loadb(r->line, (size_t)n, flags | JSON_REJECT_DUPLICATES, error);
  *no_memory = !line && (json_error_code(error) == json_error_out_of_memory ||
                         json_error_code(error) == json_error_unknown);
  return line;
}

/* A line that is no JSON: the last one may be the victim of a cut. */
static int not_json(struct reader *r, ssize_t n, const json_error_t *error) {
  if (r->line[n - 1] != '\n')
    return cut_short(r);
  return say(r, UV_EINVAL,
             "the trace is damaged: %s; the %" PRIu64
             " event%s before can be shown",
             error->text, log_size(r->log), plural(r));
}

/* ---- The head --------------------------------------------------------- */

/* The seed has 64 bits, more than jansson's numbers: read from the text. */
static uint64_t seed_in(const char *line) {
  const char *seed = strstr(line, "\"seed\":");

  return seed ? strtoull(seed + strlen("\"seed\":"), NULL, 10) : 0;
}

static int take_head(struct reader *r, const json_t *line) {
  double version = json_number_value(json_object_get(line, "baton"));
  struct bt_trace_head head = {
      .program = json_string_value(json_object_get(line, "program")),
      .clock = json_string_value(json_object_get(line, "clock")),
      .order = json_string_value(json_object_get(line, "order")),
      .seeded = json_is_number(json_object_get(line, "seed"))};

  if (!json_is_number(json_object_get(line, "baton")))
    return say(r, UV_EINVAL,
               "this is no trace of baton: the first line has no version");
  if (head.seeded)
    head.seed = seed_in(r->line);
  if (log_set_head(r->log, &head) < 0)
    return say(r, UV_ENOMEM, "out of memory");
  r->other = version != BT_TRACE_VERSION;
  if (r->other)
    return say(r, 0,
               "the trace is of version %g, this baton knows version %d; what "
               "it knows of it can be shown",
               version, BT_TRACE_VERSION);
  return 0;
}

static int read_head(struct reader *r) {
  ssize_t n = next_line(r);
  json_error_t error;
  bool no_memory;
  json_t *line;
  int rc;

  if (n < 0)
    return (int)n;
  if (n == 0)
    return say(r, UV_EINVAL, "the file is empty, it is no trace");
  line = parse(r, n, JSON_DECODE_INT_AS_REAL, &error, &no_memory);
  if (no_memory)
    return say(r, UV_ENOMEM, "out of memory");
  if (!line)
    return say(r, UV_EINVAL, "this is no trace of baton");
  rc = take_head(r, line);
  json_decref(line);
  return rc;
}

/* ---- Events ----------------------------------------------------------- */

/* 1: something to append, 0: an event that another version may have. */
static int take_event(struct reader *r, const json_t *line,
                      struct event_json *event) {
  int rc = event_json_take(event, line);

  if (rc == UV_ENOMEM)
    return say(r, rc, "out of memory");
  if (rc < 0 && r->other && event->unknown)
    return 0;
  if (rc == 0 && event->entry.event.k != r->next_k) {
    buffer_clear(&event->what);
    buffer_printf(&event->what,
                  "event %" PRIu64 " is expected here, not %" PRIu64, r->next_k,
                  event->entry.event.k);
    rc = UV_EINVAL;
  }
  if (rc < 0)
    return say(r, UV_EINVAL,
               "the trace is damaged: %s; the %" PRIu64
               " event%s before can be shown",
               buffer_text(&event->what), log_size(r->log), plural(r));
  return 1;
}

static int add_event(struct reader *r, const json_t *line) {
  struct event_json event = {0};
  int rc = take_event(r, line, &event);

  r->next_k++;
  if (rc > 0) {
    rc = log_append(r->log, &event.entry.event);
    if (rc < 0)
      say(r, rc, "%s",
          rc == UV_ENOMEM ? "out of memory" : "the trace is too large");
    r->ended = event.entry.event.ev == BT_EV_EXIT;
  }
  event_json_fini(&event);
  return rc;
}

/* Returns 1 where there was an event, 0 at the end. */
static int read_event(struct reader *r) {
  ssize_t n = next_line(r);
  json_error_t error;
  bool no_memory;
  json_t *line;
  int rc;

  if (n <= 0)
    return (int)n;
  line = parse(r, n, JSON_ALLOW_NUL, &error, &no_memory);
  if (no_memory)
    return say(r, UV_ENOMEM, "out of memory");
  if (!line)
    return not_json(r, n, &error);
  rc = add_event(r, line);
  json_decref(line);
  return rc < 0 ? rc : 1;
}

int trace_read(FILE *in, const char *name, struct log *log,
               struct buffer *message) {
  struct reader r = {.in = in, .name = name, .log = log, .message = message};
  int rc;

  buffer_clear(message);
  rc = read_head(&r);
  if (rc == 0)
    while ((rc = read_event(&r)) > 0)
      ;
  free(r.line);
  if (rc == 0 && !r.ended)
    return cut_short(&r);
  return rc == 0 && r.other ? UV_ENOTSUP : rc;
}

/* ---- Writing ---------------------------------------------------------- */

enum { CHUNK = 64 * 1024 };

/* Writes out what is collected, if it is enough to be worth it. */
static int drain(FILE *out, struct bt_buffer *text, size_t least) {
  if (text->n < least)
    return 0;
  errno = 0;
  if (fwrite(text->data, 1, text->n, out) != text->n)
    return errno ? -errno : UV_EIO;
  text->n = 0;
  return 0;
}

int trace_write(FILE *out, const struct log *log) {
  struct bt_buffer text = {0};
  struct log_entry entry;
  int rc = bt_json_head(&text, log_head(log));

  for (uint64_t k = 0; rc == 0 && k < log_size(log); k++) {
    log_get(log, k, &entry);
    rc = bt_json_event(&text, &entry.event);
    if (rc == 0)
      rc = drain(out, &text, CHUNK);
  }
  if (rc == 0)
    rc = drain(out, &text, 1);
  free(text.data);
  return rc;
}
