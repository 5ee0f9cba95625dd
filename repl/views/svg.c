/* SPDX-License-Identifier: MIT-0 */
#include "svg.h"

#include <stdlib.h>
#include <string.h>

#include "../screen/marks.h"
#include "../world/world.h"
#include "bt_errors.h"

enum { COLUMN = 16, ROW = 24, LEFT = 130, TOP = 56, BAR = 18 };

/* A stretch of steps in which a task was in one state. */
struct stretch {
  struct mark mark;
  uint64_t from;
  bool open;
};

struct picture {
  struct buffer *out;
  struct stretch *rows; /* by number of the task */
  size_t n;
};

static const char *fill(enum style style) {
  switch (style) {
  case STYLE_RUN:
    return "#009e73";
  case STYLE_READY:
    return "#56b4e9";
  case STYLE_SLEEP:
    return "#e69f00";
  case STYLE_LOCK:
    return "#cc79a7";
  case STYLE_ERROR:
    return "#d55e00";
  default:
    return "#bbbbbb";
  }
}

/* Text without the characters that XML takes for its own. */
static void add_text(struct buffer *out, const char *text) {
  for (; *text; text++) {
    if (*text == '<')
      buffer_puts(out, "&lt;");
    else if (*text == '&')
      buffer_puts(out, "&amp;");
    else if ((unsigned char)*text >= ' ')
      buffer_add(out, text, 1);
  }
}

static void end_stretch(struct picture *p, size_t row, uint64_t to) {
  struct stretch *s = &p->rows[row];
  uint64_t x = LEFT + s->from * COLUMN, w = (to - s->from) * COLUMN;
  uint64_t y = TOP + (row - 1) * ROW;
  char letter[2] = {s->mark.letter, '\0'};

  if (!s->open)
    return;
  s->open = false;
  buffer_printf(p->out,
                "<rect x=\"%llu\" y=\"%llu\" width=\"%llu\" height=\"%d\" "
                "fill=\"%s\" stroke=\"#fff\"/>",
                (unsigned long long)x, (unsigned long long)y,
                (unsigned long long)w, BAR, fill(s->mark.style));
  buffer_printf(p->out, "<text x=\"%llu\" y=\"%llu\">",
                (unsigned long long)x + 4, (unsigned long long)y + 13);
  add_text(p->out, letter);
  buffer_puts(p->out, "</text>\n");
}

/* What each task did in the step the world is at. */
static void add_step(struct picture *p, const struct world *world) {
  uint64_t step = world_step(world);
  uint32_t ran = mark_ran(world);
  struct world_task t;

  for (uint32_t id = 0; (id = world_next_task(world, id)) != 0;) {
    struct stretch *s = &p->rows[id < p->n ? id : 0];
    struct mark mark;

    if (id >= p->n || !world_task(world, id, &t))
      continue;
    mark = id == ran ? (struct mark){'>', "RUN", STYLE_RUN} : mark_of(&t);
    if (s->open && (s->mark.letter != mark.letter || id == ran))
      end_stretch(p, id, step);
    if (!s->open && (t.state < WORLD_OK || id == ran))
      *s = (struct stretch){mark, step, true};
  }
}

static void add_names(struct picture *p, const struct log *log) {
  for (size_t id = 1; id < p->n; id++) {
    buffer_printf(p->out, "<text x=\"%d\" y=\"%zu\" text-anchor=\"end\">",
                  LEFT - 8, TOP + (id - 1) * ROW + 13);
    add_text(p->out, log_label(log, (uint32_t)id));
    buffer_puts(p->out, "</text>\n");
  }
}

/* A line where the clock jumps, with the time behind it. */
static void add_jump(struct picture *p, const struct world *world) {
  uint64_t x = LEFT + (world_step(world) + 1) * COLUMN;

  buffer_printf(p->out,
                "<line x1=\"%llu\" y1=\"%d\" x2=\"%llu\" y2=\"%zu\" "
                "stroke=\"#888\" stroke-dasharray=\"2 3\"/>"
                "<text x=\"%llu\" y=\"%d\" fill=\"#555\">",
                (unsigned long long)x, TOP - 8, (unsigned long long)x,
                TOP + (p->n - 1) * ROW, (unsigned long long)x + 2, TOP - 10);
  buffer_ms(p->out, world_now(world));
  buffer_puts(p->out, "</text>\n");
}

static void add_head(struct picture *p, const struct log *log) {
  uint64_t steps = log_steps(log) < 40 ? 40 : log_steps(log);
  uint64_t w = LEFT + (steps + 2) * COLUMN + 40; /* room for the legend */
  size_t h = TOP + p->n * ROW + 20;
  const char *program = log_head(log)->program;

  buffer_printf(p->out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%llu\" "
                "height=\"%zu\" font-family=\"monospace\" font-size=\"11\">\n"
                "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n"
                "<text x=\"8\" y=\"18\" font-size=\"14\">",
                (unsigned long long)w, h);
  add_text(p->out, program ? program : "");
  buffer_puts(p->out, "</text>\n<text x=\"8\" y=\"34\" fill=\"#555\">a column "
                      "a step: &gt; runs, = ready, &amp; waits for tasks, "
                      "others wait for what their letter says; ms above</text>"
                      "\n");
}

static int add_steps(struct picture *p, struct world *world,
                     const struct log *log) {
  uint64_t now = 0;

  for (uint64_t step = 0; step <= log_steps(log); step++) {
    int rc = world_go_step(world, step);

    if (rc < 0)
      return rc;
    add_step(p, world);
    if (world_now(world) != now)
      add_jump(p, world);
    now = world_now(world);
  }
  for (size_t id = 1; id < p->n; id++)
    end_stretch(p, id, log_steps(log) + 1);
  return 0;
}

int svg_write(struct buffer *out, const struct log *log) {
  struct world *world = world_open(log);
  struct picture p = {.out = out};
  int rc = world ? world_go(world, log_size(log)) : UV_ENOMEM;

  if (rc == 0) {
    p.n = world_n_tasks(world) + 1;
    p.rows = calloc(p.n, sizeof *p.rows);
    rc = p.rows ? 0 : UV_ENOMEM;
  }
  if (rc == 0) {
    add_head(&p, log);
    add_names(&p, log);
    rc = add_steps(&p, world, log);
    buffer_puts(out, "</svg>\n");
  }
  free(p.rows);
  world_close(world);
  return rc < 0 ? rc : out->error;
}
