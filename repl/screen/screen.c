/* SPDX-License-Identifier: MIT-0 */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "screen.h"

#include <stdlib.h>

#include "../stop.h"
#include "screen_parts.h"

/* ---- A lesson's text -------------------------------------------------- */

static int paper_open(struct paper *paper) {
  paper->file = open_memstream(&paper->text, &paper->n);
  return paper->file ? 0 : UV_ENOMEM;
}

static void paper_close(struct paper *paper) {
  if (paper->file)
    fclose(paper->file);
  free(paper->text);
}

/* ---- Drawing ---------------------------------------------------------- */

static const char *order_name(struct screen *s, char *buf, size_t size) {
  const struct runner_options *o = &s->prompt->session->options;

  if (o->seeded)
    snprintf(buf, size, "seed %llu", (unsigned long long)o->seed);
  else
    snprintf(buf, size, "%s", o->schedule ? "schedule" : "first");
  return buf;
}

static const char *state_name(const struct screen *s) {
  const struct session *session = s->prompt->session;

  if (s->running && s->live && !session_at_end(session))
    return "BACK, RUNS ON";
  if (s->running)
    return "RUNNING";
  if (session->view < log_steps(session->log))
    return "BACK";
  return session->program && session_over(session) && !session->part ? "ENDED"
                                                                     : "PAUSED";
}

/* The world that looks back belongs to a run; another run has another log. */
static int follow_run(struct screen *s) {
  struct session *session = s->prompt->session;

  if (s->past && s->run == session->run)
    return 0;
  world_close(s->past);
  s->past = world_open(session->log);
  s->run = session->run;
  return s->past ? 0 : UV_ENOMEM;
}

static void tell_over(struct screen *s) {
  const struct session *session = s->prompt->session;
  struct ending ending;

  if (s->running || !(session->program || session->saved) ||
      !session_over(session) || !session_at_end(session))
    return;
  ending = session_ending(session);
  buffer_printf(&s->step, ". The program is over: %s (status %d).", ending.why,
                ending.status);
}

static int tell_step(struct screen *s) {
  int rc;

  buffer_clear(&s->step);
  rc = session_tell(s->prompt->session, s->past, &s->step);
  while (s->step.n && s->step.data[s->step.n - 1] == '\n')
    s->step.data[--s->step.n] = '\0';
  tell_over(s);
  return rc < 0 ? rc : s->step.error;
}

/* Where one watches, time goes on between two events, by whole milliseconds. */
static uint64_t now(const struct screen *s) {
  const struct session *session = s->prompt->session;

  if (s->live && session_at_end(session))
    return bt_now() * 1000;
  return world_now(session->world);
}

struct scene screen_scene(struct screen *s) {
  struct session *session = s->prompt->session;
  const struct source *source = s->show_c && s->c ? s->c : s->source;

  capture_read(&s->out, session_moment(session));
  return (struct scene){
      .world = session->world,
      .past = s->past,
      .title = s->title,
      .state = state_name(s),
      .order = order_name(s, s->order, sizeof s->order),
      .now = now(s),
      .by_event = session->by_event,
      .branch = session->branches,
      .lesson = reading_text(s),
      .lesson_top = s->top,
      .source_name = source->name,
      .source = source->text,
      .output = transcript_at(&s->out.text, s->staged, session_events(session)),
      .output_back = s->back,
      .cover = saying_cover(s),
      .cover_title = s->cover == COVER_HELP ? "help" : "output",
      .cover_down = s->cover_down,
      .step = buffer_text(&s->step),
      .prompt = s->ask,
      .typed = s->editor.text,
      .cursor = s->editor.cursor,
      .keys = screen_row_of_keys(s),
      .warning = s->refused ? "out of memory: that key did nothing" : NULL,
      .source_down = s->down,
      .tab = s->tab,
      .whole = s->whole,
      .graph = s->graph,
  };
}

/* Whether text was lost that should be seen. */
static bool lacks_text(const struct screen *s) {
  return s->out.text.text.error || s->out.text.then.error ||
         ferror(s->page.file);
}

int screen_draw(struct screen *s) {
  struct session *session = s->prompt->session;
  struct scene scene;
  int rc = follow_run(s), told;

  if (rc == 0)
    rc = session_look(session);
  if (rc < 0)
    return rc;
  told = tell_step(s);
  scene = screen_scene(s);
  rc = scene_draw(&s->frame, &scene);
  if (rc == 0 && lacks_text(s))
    rc = UV_ENOMEM;
  return rc < 0 ? rc : told;
}

/* Without memory for another size the frame stays as it is. */
static int resize(struct screen *s) {
  struct frame next;
  int w, h, rc;

  terminal_size(&w, &h);
  if (s->frame.cells && s->frame.w == w && s->frame.h == h)
    return 0;
  rc = frame_init(&next, w, h, s->ascii);
  if (rc < 0)
    return rc;
  frame_fini(&s->frame);
  s->frame = next;
  return 0;
}

static void say_incomplete(struct frame *frame) {
  struct area row = area_part(frame_area(frame), 0, frame->h - 1, frame->w, 1);

  area_fill(row, STYLE_PLAIN, ' ');
  area_put(row, 0, 0, STYLE_ERROR, "out of memory: not all is shown");
}

bool screen_redraw(struct screen *s) {
  bool resized = resize(s) == 0;

  if (!s->frame.cells)
    return false;
  if (screen_draw(s) < 0 || !resized)
    say_incomplete(&s->frame);
  return true;
}

/* With Ctrl-C the system throws away what was on its way to the terminal. */
static void renew_after_stop(struct screen *s) {
  unsigned presses = stop_presses();

  if (presses != s->presses)
    terminal_renew();
  s->presses = presses;
}

void screen_show(struct screen *s) {
  if (!screen_redraw(s))
    return;
  renew_after_stop(s);
  terminal_show(&s->frame);
}

/* ---- Open and close --------------------------------------------------- */

static const struct capture *crashing; /* what is to be rescued */

static void crashed(void) { capture_rescue(crashing); }

static int open_terminal(struct screen *s, const struct screen_options *o,
                         const char **why) {
  if (o->dump_w) {
    s->dumping = true;
    s->ascii = o->ascii;
    return frame_init(&s->frame, o->dump_w, o->dump_h, o->ascii);
  }
  if (terminal_open(s->out.out, o->colour, crashed, why) < 0)
    return UV_EINVAL;
  crashing = &s->out;
  s->on_terminal = true;
  s->ascii = o->ascii || !terminal_is_utf8();
  return 0;
}

static int remember(void *editor, const char *line) {
  return editor_remember(editor, line);
}

static int open_parts(struct screen *s) {
  int rc = editor_init(&s->editor);

  if (rc == 0)
    rc = paper_open(&s->page);
  if (rc == 0)
    rc = prompt_history(remember, &s->editor);
  if (rc == 0)
    rc = capture_open(&s->out);
  return rc;
}

struct screen *screen_open(const struct screen_options *options,
                           struct prompt *prompt, const char **why) {
  struct screen *s = calloc(1, sizeof *s);

  *why = "out of memory";
  if (!s)
    return NULL;
  s->out.out = s->out.err = -1;
  s->prompt = prompt;
  s->title = options->title;
  s->source = options->source;
  s->tab = TAB_TASKS;
  s->ask = "baton> ";
  reading_skip(s);
  if (open_parts(s) < 0 || open_terminal(s, options, why) < 0) {
    screen_close(s);
    return NULL;
  }
  if (s->on_terminal) {
    prompt->read = typing_read;
    prompt->watch = live_watch;
  }
  prompt->tell = saying_tell;
  prompt->branch = saying_branch;
  prompt->face = s;
  prompt->silent = true;
  return s;
}

void screen_close(struct screen *s) {
  if (!s)
    return;
  if (s->on_terminal)
    terminal_close();
  capture_close(&s->out);
  if (s->prompt->face == s) {
    s->prompt->read = NULL;
    s->prompt->tell = NULL;
    s->prompt->branch = NULL;
    s->prompt->watch = NULL;
  }
  world_close(s->past);
  buffer_fini(&s->step);
  buffer_fini(&s->command);
  buffer_fini(&s->help);
  editor_fini(&s->editor);
  paper_close(&s->page);
  frame_fini(&s->frame);
  free(s);
}

int screen_dump(struct screen *s, struct buffer *out,
                void (*write)(struct buffer *, const struct frame *)) {
  int rc = screen_draw(s);

  if (rc == 0)
    write(out, &s->frame);
  return rc < 0 ? rc : out->error;
}

void screen_source(struct screen *s, const struct source *source,
                   const struct source *c) {
  if (s->source != source) /* what was said is of another program */
    s->staged = saying_length(s);
  s->source = source;
  s->c = c;
  world_close(s->past); /* its log goes with the program that was there */
  s->past = NULL;
}

FILE *screen_page(struct screen *s) {
  if (!s->has_lesson)
    s->tab = TAB_LESSON;
  s->has_lesson = true;
  return s->page.file;
}

void screen_seen(struct screen *s) {
  reading_skip(s);
  s->asked = s->answered = saying_length(s);
}

void screen_question(struct screen *s, bool asked) { s->question = asked; }
