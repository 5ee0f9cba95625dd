/* SPDX-License-Identifier: MIT-0 */
#include "face.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"

/* A terminal shows colour unless it, or the person, says otherwise. */
static bool wants_colour(const struct options *o) {
  const char *no = getenv("NO_COLOR");

  return !o->no_color && !(no && *no);
}

static bool is_dumb(void) {
  const char *term = getenv("TERM");

  return !term || !*term || strcmp(term, "dumb") == 0;
}

bool face_wanted(const struct options *o) {
  return o->dump_w || (!o->plain && isatty(STDIN_FILENO) &&
                       isatty(STDOUT_FILENO) && !is_dumb());
}

struct screen *face_open(const struct options *o, const char *title,
                         const struct source *source, struct prompt *prompt) {
  struct screen_options options = {
      .title = title,
      .source = source,
      .colour = wants_colour(o),
      .ascii = o->ascii,
      .dump_w = o->dump_w,
      .dump_h = o->dump_h,
  };
  struct screen *screen;
  const char *why;

  if (!face_wanted(o))
    return NULL;
  screen = screen_open(&options, prompt, &why);
  if (!screen)
    say("no full screen: %s; going on line by line", why);
  return screen;
}

static void colourful(struct buffer *out, const struct frame *frame) {
  dump_ansi(out, frame, true);
}

static void colourless(struct buffer *out, const struct frame *frame) {
  dump_ansi(out, frame, false);
}

static int dump(const struct options *o, struct screen *screen,
                struct buffer *out) {
  if (o->format == FORMAT_HTML)
    return screen_dump(screen, out, dump_html);
  if (o->format == FORMAT_ANSI)
    return screen_dump(screen, out, wants_colour(o) ? colourful : colourless);
  return screen_dump(screen, out, dump_text);
}

int face_close(const struct options *o, struct screen *screen) {
  struct buffer out = {.n = 0};
  int rc = 0;

  if (screen && o->dump_w)
    rc = dump(o, screen, &out);
  screen_close(screen);
  if (rc < 0)
    return say_no_memory();
  fputs(buffer_text(&out), stdout);
  buffer_fini(&out);
  return STATUS_FINE;
}
