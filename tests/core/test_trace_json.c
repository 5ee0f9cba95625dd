/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The source itself, so that its allocations can be made to fail. */
static int reallocs_left = -1; /* -1: no limit */

static void *counted_realloc(void *block, size_t size) {
  if (reallocs_left == 0)
    return NULL;
  if (reallocs_left > 0)
    reallocs_left--;
  return realloc(block, size);
}
#define realloc counted_realloc
#include "../../core/trace_json.c"
#undef realloc

static void line_is(const struct bt_trace_event *event, const char *expected) {
  struct bt_buffer buf = {0};

  assert_int_equal(bt_json_event(&buf, event), 0);
  assert_string_equal(buf.data, expected);
  assert_int_equal(buf.n, strlen(expected));
  free(buf.data);
}

/* Reads back what was written; the caller drops it. */
static json_t *read_back(const struct bt_trace_event *event) {
  struct bt_buffer buf = {0};
  json_error_t error;
  json_t *line;

  assert_int_equal(bt_json_event(&buf, event), 0);
  line = json_loadb(buf.data, buf.n, JSON_ALLOW_NUL, &error);
  if (!line)
    fail_msg("%s in %s", error.text, buf.data);
  free(buf.data);
  return line;
}

static void every_event_has_its_members_in_order(void **state) {
  (void)state;
  line_is(
      &(struct bt_trace_event){
          .ev = BT_EV_SPAWN, .at = "a.lua:3", .u.spawn = {1, 0, 0, "main"}},
      "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"spawn\",\"task\":0,\"id\":1,"
      "\"name\":\"main\",\"parent\":0,\"scope\":null,\"at\":\"a.lua:3\"}\n");
  line_is(&(struct bt_trace_event){.k = 7,
                                   .turn = 3,
                                   .t = 1500,
                                   .ev = BT_EV_READY,
                                   .task = 2,
                                   .u.ready = {1, "wake"}},
          "{\"k\":7,\"turn\":3,\"t\":1.5,\"ev\":\"ready\",\"task\":2,"
          "\"by\":1,\"why\":\"wake\"}\n");
  line_is(
      &(struct bt_trace_event){.ev = BT_EV_CHOICE,
                               .u.choice = {.n = 3, .took = 1, .why = "task"}},
      "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"choice\",\"task\":0,"
      "\"n\":3,\"why\":\"task\",\"took\":1}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_RUN, .task = 9},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"run\",\"task\":9}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_CALL, .u.call = {"gather", 4}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"call\",\"task\":0,"
          "\"what\":\"gather\",\"for\":4}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_PARK,
                                   .task = 2,
                                   .u.park = {.on = "lock m",
                                              .why = "held",
                                              .on_id = 5,
                                              .until = BT_NEVER}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"park\",\"task\":2,"
          "\"on\":\"lock m\",\"on_id\":5,\"why\":\"held\",\"until\":null,"
          "\"at\":null}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_PARK,
                                   .u.park = {.on = "timer", .until = 30000}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"park\",\"task\":0,"
          "\"on\":\"timer\",\"on_id\":null,\"why\":null,\"until\":30,"
          "\"at\":null}\n");
  line_is(
      &(struct bt_trace_event){
          .ev = BT_EV_PARK,
          .u.park = {.on = "gather",
                     .why = "all",
                     .until = BT_NEVER,
                     .tasks = {(const uint32_t[]){3, 12}, 2},
                     .scopes = {(const uint32_t[]){7}, 0}}},
      "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"park\",\"task\":0,"
      "\"on\":\"gather\",\"on_id\":null,\"why\":\"all\",\"until\":null,"
      "\"at\":null,\"tasks\":[3,12],\"scopes\":[]}\n");
}

static void so_have_the_rarer_events(void **state) {
  (void)state;
  line_is(&(struct bt_trace_event){.ev = BT_EV_CANCEL,
                                   .task = 1,
                                   .u.cancel = {3, 1, 0, "call", "stop"}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"cancel\",\"task\":1,"
          "\"target\":3,\"by\":1,\"via\":\"call\",\"message\":\"stop\","
          "\"scope\":null}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_UNCANCEL, .u.uncancel = {2}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"uncancel\",\"task\":0,"
          "\"left\":2}\n");
  line_is(
      &(struct bt_trace_event){.ev = BT_EV_END, .u.end = {"ok", "42", NULL}},
      "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"end\",\"task\":0,"
      "\"how\":\"ok\",\"value\":\"42\",\"error\":null}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_SCOPE,
                                   .u.scope = {6, "timeout", "t", "open", 250}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"scope\",\"task\":0,\"id\":6,"
          "\"kind\":\"timeout\",\"name\":\"t\",\"what\":\"open\","
          "\"until\":0.25}\n");
  line_is(
      &(struct bt_trace_event){.ev = BT_EV_TIME, .t = 10, .u.time = {10010}},
      "{\"k\":0,\"turn\":0,\"t\":0.01,\"ev\":\"time\",\"task\":0,"
      "\"to\":10.01}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_INPUT, .u.input = {"x = 1"}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"input\",\"task\":0,"
          "\"text\":\"x = 1\"}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_WARN,
                                   .at = "a.c:1",
                                   .u.warn = {"deadlock", "all wait"}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"warn\",\"task\":0,"
          "\"rule\":\"deadlock\",\"text\":\"all wait\",\"at\":\"a.c:1\"}\n");
  line_is(&(struct bt_trace_event){.ev = BT_EV_EXIT,
                                   .u.exit = {-1, "error", "B1.-"}},
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"exit\",\"task\":0,"
          "\"status\":-1,\"why\":\"error\",\"schedule\":\"B1.-\"}\n");
}

static void an_object_shows_its_fields(void **state) {
  static const uint32_t waiters[] = {4, 2};
  static const struct bt_field fields[] = {
      {.name = "holder", .kind = BT_FIELD_TASK, .number = 3},
      {.name = "nobody", .kind = BT_FIELD_TASK},
      {.name = "waiters", .kind = BT_FIELD_TASKS, .list = waiters, .n = 2},
      {.name = "none", .kind = BT_FIELD_TASKS},
      {.name = "least", .kind = BT_FIELD_INT, .number = INT64_MIN},
      {.name = "set", .kind = BT_FIELD_BOOL, .number = 1},
      {.name = "closed", .kind = BT_FIELD_BOOL},
      {.name = "phase", .kind = BT_FIELD_TEXT, .text = "draining"},
      {.name = "unsaid", .kind = BT_FIELD_TEXT}};
  struct bt_trace_event event = {.ev = BT_EV_OBJECT,
                                 .u.object = {.id = 1,
                                              .kind = "lock",
                                              .name = "m",
                                              .fields = fields,
                                              .n_fields = 9}};

  (void)state;
  line_is(&event,
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"object\",\"task\":0,\"id\":1,"
          "\"kind\":\"lock\",\"name\":\"m\",\"state\":{\"holder\":3,"
          "\"nobody\":null,\"waiters\":[4,2],\"none\":[],"
          "\"least\":-9223372036854775808,\"set\":true,\"closed\":false,"
          "\"phase\":\"draining\",\"unsaid\":null},\"at\":null}\n");
}

static void an_object_that_is_gone_has_no_state(void **state) {
  struct bt_trace_event event = {
      .ev = BT_EV_OBJECT,
      .u.object = {.id = 1, .kind = "queue", .name = "q", .gone = true}};

  (void)state;
  line_is(&event,
          "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"object\",\"task\":0,\"id\":1,"
          "\"kind\":\"queue\",\"name\":\"q\",\"state\":null,\"at\":null}\n");
}

static void times_have_no_zeros_at_the_end(void **state) {
  static const struct {
    uint64_t us;
    const char *ms;
  } times[] = {{0, "0"},
               {1, "0.001"},
               {10, "0.01"},
               {100, "0.1"},
               {1000, "1"},
               {1020, "1.02"},
               {123456, "123.456"},
               {UINT64_MAX - 1, "18446744073709551.614"},
               {UINT64_MAX, "null"}};
  char expected[128];

  (void)state;
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    struct bt_trace_event event = {.ev = BT_EV_TIME, .u.time = {times[i].us}};

    snprintf(expected, sizeof expected,
             "{\"k\":0,\"turn\":0,\"t\":0,\"ev\":\"time\",\"task\":0,"
             "\"to\":%s}\n",
             times[i].ms);
    line_is(&event, expected);
  }
}

/* What a reader gets back for a text. */
static void text_reads_back_as(const char *text, const char *expected) {
  struct bt_trace_event event = {.ev = BT_EV_INPUT, .u.input = {text}};
  json_t *line = read_back(&event);

  assert_string_equal(json_string_value(json_object_get(line, "text")),
                      expected);
  json_decref(line);
}

static void strings_survive_a_round_trip(void **state) {
  char all[256];

  (void)state;
  for (int i = 1; i < 128; i++)
    all[i - 1] = (char)i;
  all[127] = '\0';
  text_reads_back_as(all, all);
  text_reads_back_as("", "");
  text_reads_back_as("\"\\/\b\f\n\r\t", "\"\\/\b\f\n\r\t");
  text_reads_back_as("z\u00fcrich \u20ac \U0001f600",
                     "z\u00fcrich \u20ac \U0001f600");
}

static void what_is_no_character_is_replaced(void **state) {
  (void)state;
  text_reads_back_as("a\xff"
                     "b",
                     "a\ufffd"
                     "b");
  text_reads_back_as("\xc0\x80", "\ufffd\ufffd");           /* overlong */
  text_reads_back_as("\xed\xa0\x80", "\ufffd\ufffd\ufffd"); /* surrogate */
  text_reads_back_as("\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd");
  text_reads_back_as("cut \xe2\x82", "cut \ufffd\ufffd");
}

static void output_that_is_text_is_written_as_text(void **state) {
  struct bt_trace_event event = {.ev = BT_EV_OUT, .u.out = {"a\0\u20ac\n", 6}};
  json_t *line = read_back(&event);
  json_t *text = json_object_get(line, "text");

  (void)state;
  assert_int_equal(json_string_length(text), 6);
  assert_memory_equal(json_string_value(text), "a\0\u20ac\n", 6);
  assert_null(json_object_get(line, "bytes"));
  json_decref(line);
}

static void output_that_is_no_text_is_written_as_base64(void **state) {
  static const struct {
    const char *data;
    const char *base64;
  } outs[] = {{"\xff", "/w=="},
              {"\xff\xfe", "//4="},
              {"\xff\xfe\xfd", "//79"},
              {"a\n\x80z", "YQqAeg=="}};

  (void)state;
  for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
    struct bt_trace_event event = {
        .ev = BT_EV_OUT, .u.out = {outs[i].data, strlen(outs[i].data)}};
    json_t *line = read_back(&event);

    assert_string_equal(json_string_value(json_object_get(line, "bytes")),
                        outs[i].base64);
    assert_null(json_object_get(line, "text"));
    json_decref(line);
  }
}

static void the_head_names_version_program_and_order(void **state) {
  struct bt_trace_head head = {"q.lua", "virtual", "first", false, 0};
  struct bt_buffer buf = {0};

  (void)state;
  assert_int_equal(bt_json_head(&buf, &head), 0);
  assert_string_equal(buf.data,
                      "{\"baton\":1,\"program\":\"q.lua\",\"clock\":"
                      "\"virtual\",\"order\":\"first\",\"seed\":null}\n");
  buf.n = 0;
  head.order = "seed";
  head.seeded = true;
  head.seed = UINT64_MAX;
  assert_int_equal(bt_json_head(&buf, &head), 0);
  assert_non_null(strstr(buf.data, "\"seed\":18446744073709551615}"));
  free(buf.data);
}

static void lines_follow_each_other_in_a_growing_buffer(void **state) {
  struct bt_buffer buf = {0};
  char *line;
  uint64_t k;

  (void)state;
  for (k = 0; k < 1000; k++) {
    struct bt_trace_event event = {.k = k, .ev = BT_EV_RUN};

    assert_int_equal(bt_json_event(&buf, &event), 0);
  }
  line = strtok(buf.data, "\n");
  for (k = 0; line; k++, line = strtok(NULL, "\n")) {
    char expected[80];

    snprintf(expected, sizeof expected,
             "{\"k\":%d,\"turn\":0,\"t\":0,\"ev\":\"run\",\"task\":0}", (int)k);
    assert_string_equal(line, expected);
  }
  assert_int_equal(k, 1000);
  free(buf.data);
}

static void without_memory_the_buffer_stays_as_it_was(void **state) {
  char text[3000];
  struct bt_buffer buf = {0};
  struct bt_trace_event small = {.ev = BT_EV_RUN};
  struct bt_trace_event large = {.ev = BT_EV_INPUT, .u.input = {text}};
  char before[100];

  (void)state;
  memset(text, '\n', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  reallocs_left = 0;
  assert_int_equal(bt_json_event(&buf, &small), UV_ENOMEM);
  assert_null(buf.data);
  reallocs_left = 2; /* the first line, and half way through the second */
  assert_int_equal(bt_json_event(&buf, &small), 0);
  strcpy(before, buf.data);
  assert_int_equal(bt_json_event(&buf, &large), UV_ENOMEM);
  assert_string_equal(buf.data, before);
  assert_int_equal(buf.n, strlen(before));
  reallocs_left = -1;
  assert_int_equal(bt_json_event(&buf, &large), 0);
  free(buf.data);
}

static void events_have_names(void **state) {
  (void)state;
  assert_string_equal(bt_ev_name(BT_EV_SPAWN), "spawn");
  assert_string_equal(bt_ev_name(BT_EV_UNCANCEL), "uncancel");
  assert_string_equal(bt_ev_name(BT_EV_EXIT), "exit");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_event_has_its_members_in_order),
      cmocka_unit_test(so_have_the_rarer_events),
      cmocka_unit_test(an_object_shows_its_fields),
      cmocka_unit_test(an_object_that_is_gone_has_no_state),
      cmocka_unit_test(times_have_no_zeros_at_the_end),
      cmocka_unit_test(strings_survive_a_round_trip),
      cmocka_unit_test(what_is_no_character_is_replaced),
      cmocka_unit_test(output_that_is_text_is_written_as_text),
      cmocka_unit_test(output_that_is_no_text_is_written_as_base64),
      cmocka_unit_test(the_head_names_version_program_and_order),
      cmocka_unit_test(lines_follow_each_other_in_a_growing_buffer),
      cmocka_unit_test(without_memory_the_buffer_stays_as_it_was),
      cmocka_unit_test(events_have_names),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
