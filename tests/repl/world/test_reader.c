/* SPDX-License-Identifier: MIT-0 */
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "made.h"

#define HEAD                                                                   \
  "{\"baton\":1,\"program\":\"q.lua\",\"clock\":\"virtual\",\"order\":"        \
  "\"first\",\"seed\":null}\n"
#define SPAWN                                                                  \
  "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"spawn\",\"task\":0,\"id\":1,"          \
  "\"name\":\"main\",\"parent\":0,\"scope\":null,\"at\":null}\n"
#define RUN "{\"k\":1,\"turn\":1,\"t\":0.25,\"ev\":\"run\",\"task\":1}\n"
#define EXIT                                                                   \
  "{\"k\":2,\"turn\":1,\"t\":0.25,\"ev\":\"exit\",\"task\":0,\"status\":0,"    \
  "\"why\":\"main ended\",\"schedule\":\"B1.-\"}\n"

/* Reads n bytes as the file t.jsonl into the log; the message is in text. */
static int read_bytes(const char *bytes, size_t n) {
  FILE *in = tmpfile();
  int rc;

  assert_non_null(in);
  assert_int_equal(fwrite(bytes, 1, n, in), n);
  rewind(in);
  rc = trace_read(in, "t.jsonl", made, &text);
  fclose(in);
  return rc;
}

static void reads_as(const char *trace, int rc, const char *message) {
  assert_int_equal(read_bytes(trace, strlen(trace)), rc);
  text_is(message);
}

static void a_whole_trace_is_read_in_silence(void **state) {
  struct log_entry entry;

  (void)state;
  reads_as(HEAD SPAWN RUN EXIT, 0, "");
  assert_int_equal(log_size(made), 3);
  assert_string_equal(log_head(made)->program, "q.lua");
  assert_false(log_head(made)->seeded);
  log_get(made, 1, &entry);
  assert_int_equal(entry.event.t, 250);
  assert_int_equal(entry.event.turn, 1);
}

/* ---- Round trip ------------------------------------------------------- */

static char *written(const struct log *log, size_t *n) {
  char *bytes = NULL;
  FILE *out = open_memstream(&bytes, n);

  assert_non_null(out);
  assert_int_equal(trace_write(out, log), 0);
  fclose(out);
  return bytes;
}

static void one_of_each(void) {
  static const uint32_t tasks[] = {2, 1};
  struct bt_field fields[] = {
      {.name = "holder", .kind = BT_FIELD_TASK},
      {.name = "waiters", .kind = BT_FIELD_TASKS, .list = tasks, .n = 2},
      {.name = "none", .kind = BT_FIELD_TASKS},
      {.name = "size", .kind = BT_FIELD_INT, .number = -3},
      {.name = "set", .kind = BT_FIELD_BOOL, .number = 1},
      {.name = "text", .kind = BT_FIELD_TEXT, .text = "dr\u00e4ning"},
      {.name = "unsaid", .kind = BT_FIELD_TEXT}};
  struct bt_trace_event object = {
      .ev = BT_EV_OBJECT,
      .at = "q.lua:3",
      .u.object = {5, "lock", "m", fields, 7, false}};

  spawns_into(0, 1, "ma\"in\n", 7);
  chooses("task", 2, 1);
  runs_at(1, "q.lua:3");
  emit(object);
  fields[0].number = 2;
  emit(object);
  object.u.object.gone = true;
  emit(object);
  opens(1, 7, "group", "g", BT_NEVER);
  closes(1, 7, "group", "g");
  cancels(1, 1, "call");
  prints(1, "text \u20ac\n");
  emit((struct bt_trace_event){.ev = BT_EV_OUT, .u.out = {"a\0\n", 3}});
  emit((struct bt_trace_event){.ev = BT_EV_OUT, .u.out = {"\xff", 1}});
  emit((struct bt_trace_event){.ev = BT_EV_OUT, .u.out = {"\xff\xfe", 2}});
  emit((struct bt_trace_event){.ev = BT_EV_OUT, .u.out = {"\xff\0\x81", 3}});
  emit((struct bt_trace_event){.ev = BT_EV_OUT, .u.out = {"", 0}});
  emit((struct bt_trace_event){.ev = BT_EV_INPUT, .u.input = {"x = 1"}});
  emit((struct bt_trace_event){.ev = BT_EV_UNCANCEL, .task = 1});
  sleeps(1, 10250);
  jumps(10250);
  calls("timeout", 1);
  warns("rule", "text");
  ends(1, "error", "disk full");
  exits(-1, "error");
}

static void what_is_written_reads_back_the_same(void **state) {
  struct bt_trace_head head = {"q.lua", "virtual", "seed", true, UINT64_MAX};
  struct log *original = made;
  char *first, *second;
  size_t n_first, n_second;

  (void)state;
  assert_int_equal(log_set_head(made, &head), 0);
  one_of_each();
  first = written(original, &n_first);
  made = log_open();
  assert_non_null(made);
  assert_int_equal(read_bytes(first, n_first), 0);
  text_is("");
  assert_true(log_head(made)->seed == UINT64_MAX);
  second = written(made, &n_second);
  assert_string_equal(second, first);
  assert_int_equal(n_second, n_first);
  free(first);
  free(second);
  log_close(made);
  made = original;
}

static void a_full_disk_is_reported(void **state) {
  FILE *full = fopen("/dev/full", "w");

  (void)state;
  if (!full)
    skip();
  setvbuf(full, NULL, _IONBF, 0);
  one_of_each();
  assert_int_equal(trace_write(full, made), UV_ENOSPC);
  fclose(full);
}

/* ---- Damage ----------------------------------------------------------- */

static void what_is_no_trace_is_refused(void **state) {
  (void)state;
  reads_as("", UV_EINVAL,
           "baton: t.jsonl:1: the file is empty, it is no trace");
  reads_as("print(1)\n", UV_EINVAL,
           "baton: t.jsonl:1: this is no trace of baton");
  reads_as("{\"k\":0}\n", UV_EINVAL,
           "baton: t.jsonl:1: this is no trace of baton: the first line has "
           "no version");
  reads_as("[]\n", UV_EINVAL,
           "baton: t.jsonl:1: this is no trace of baton: the first line has "
           "no version");
  assert_int_equal(log_size(made), 0);
}

static void a_trace_cut_between_lines_is_shown_so_far(void **state) {
  (void)state;
  reads_as(HEAD SPAWN RUN, UV_EOF,
           "baton: t.jsonl:4: the trace is cut short: there is no exit event; "
           "the 2 events before can be shown");
  assert_int_equal(log_size(made), 2);
}

static void a_trace_cut_within_a_line_is_shown_so_far(void **state) {
  (void)state;
  reads_as(HEAD SPAWN "{\"k\":1,\"tu", UV_EOF,
           "baton: t.jsonl:3: the trace is cut short: there is no exit event; "
           "the 1 event before can be shown");
  assert_int_equal(log_size(made), 1);
}

static void a_damaged_line_is_named(void **state) {
  (void)state;
  assert_int_equal(read_bytes(HEAD SPAWN "{\"k\":1,,}\n" EXIT,
                              strlen(HEAD SPAWN "{\"k\":1,,}\n" EXIT)),
                   UV_EINVAL);
  assert_non_null(
      strstr(buffer_text(&text), "baton: t.jsonl:3: the trace is damaged: "));
  assert_int_equal(log_size(made), 1);
}

/* A line in place of RUN, and what is said about it. */
static void line_is_refused(const char *line, const char *because) {
  struct buffer trace = {0}, message = {0};

  log_close(made);
  made = log_open();
  assert_non_null(made);
  buffer_printf(&trace, "%s%s%s\n", HEAD, SPAWN, line);
  buffer_printf(&message,
                "baton: t.jsonl:3: the trace is damaged: %s; the 1 event "
                "before can be shown",
                because);
  assert_int_equal(read_bytes(trace.data, trace.n), UV_EINVAL);
  text_is(message.data);
  buffer_fini(&trace);
  buffer_fini(&message);
}

#define LINE(rest) "{\"k\":1,\"turn\":1,\"t\":0,\"task\":1," rest "}"

static void members_that_are_not_as_they_should_be_are_named(void **state) {
  (void)state;
  line_is_refused("[]", "the line is no event");
  line_is_refused("{}", "\"ev\" is not text");
  line_is_refused(LINE("\"ev\":\"dance\""),
                  "\"ev\" is not an event that this version knows");
  line_is_refused("{\"ev\":\"run\",\"k\":1,\"turn\":1,\"t\":0}",
                  "\"task\" is not a number as it should be");
  line_is_refused("{\"ev\":\"run\",\"k\":1,\"turn\":1,\"t\":-1,\"task\":1}",
                  "\"t\" is not a time");
  line_is_refused("{\"ev\":\"run\",\"k\":1,\"turn\":1,\"t\":1e300,\"task\":1}",
                  "\"t\" is not a time");
  line_is_refused("{\"ev\":\"run\",\"k\":7,\"turn\":1,\"t\":0,\"task\":1}",
                  "event 1 is expected here, not 7");
  line_is_refused(LINE("\"ev\":\"ready\",\"by\":4294967296,\"why\":\"x\""),
                  "\"by\" is not a number as it should be");
  line_is_refused(LINE("\"ev\":\"ready\",\"by\":1,\"why\":5"),
                  "\"why\" is not text");
  line_is_refused(LINE("\"ev\":\"exit\",\"status\":\"0\""),
                  "\"status\" is not a status");
  line_is_refused(LINE("\"ev\":\"out\",\"bytes\":\"abc\""),
                  "\"bytes\" is not base64");
  line_is_refused(LINE("\"ev\":\"out\",\"bytes\":\"ab=c\""),
                  "\"bytes\" is not base64");
  line_is_refused(LINE("\"ev\":\"out\""), "\"text\" is not text");
}

#define OBJECT(state)                                                          \
  LINE("\"ev\":\"object\",\"id\":1,\"kind\":\"k\",\"name\":\"n\","             \
       "\"state\":" state)

static void states_that_no_object_can_have_are_named(void **state) {
  (void)state;
  line_is_refused(OBJECT("5"), "\"state\" is not the state of an object");
  line_is_refused(OBJECT("{\"a\":{}}"),
                  "\"a\" is not a value that an object can have");
  line_is_refused(OBJECT("{\"a\":[-1]}"), "\"a\" is not a list of numbers");
  line_is_refused(
      OBJECT("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,"
             "\"h\":1,\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,"
             "\"o\":1,\"p\":1,\"q\":1}"),
      "\"state\" is not of a size that an object can have");
}

static void another_version_is_shown_as_far_as_it_is_known(void **state) {
  (void)state;
  reads_as("{\"baton\":2}\n" SPAWN
           "{\"k\":1,\"turn\":1,\"t\":0,\"ev\":\"dance\",\"task\":1}\n" EXIT,
           UV_ENOTSUP,
           "baton: t.jsonl:1: the trace is of version 2, this baton knows "
           "version 1; what it knows of it can be shown");
  assert_int_equal(log_size(made), 2);
}

static void fields_that_are_new_do_no_harm(void **state) {
  (void)state;
  reads_as(HEAD SPAWN
           "{\"k\":1,\"turn\":1,\"t\":0.25,\"ev\":\"run\",\"task\":1,"
           "\"colour\":\"red\"}\n" EXIT,
           0, "");
}

static void a_directory_cannot_be_read(void **state) {
  FILE *in = fopen("/", "r");

  (void)state;
  assert_non_null(in);
  assert_int_equal(trace_read(in, "/", made, &text), UV_EIO);
  fclose(in);
  assert_non_null(strstr(buffer_text(&text), "the trace cannot be read"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_whole_trace_is_read_in_silence),
      TEST(what_is_written_reads_back_the_same),
      TEST(a_full_disk_is_reported),
      TEST(what_is_no_trace_is_refused),
      TEST(a_trace_cut_between_lines_is_shown_so_far),
      TEST(a_trace_cut_within_a_line_is_shown_so_far),
      TEST(a_damaged_line_is_named),
      TEST(members_that_are_not_as_they_should_be_are_named),
      TEST(states_that_no_object_can_have_are_named),
      TEST(another_version_is_shown_as_far_as_it_is_known),
      TEST(fields_that_are_new_do_no_harm),
      TEST(a_directory_cannot_be_read),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
