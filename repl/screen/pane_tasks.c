/* SPDX-License-Identifier: MIT-0 */
#include "../views/words.h"
#include "brief.h"
#include "panes.h"

enum {
  PLACE = 4, /* columns: the place in the queue, ... */
  STATE = 8,
  LEAST_NAME = 6,
  MOST_NAME = 16,
  LONG = 60, /* from here on there is room for whole sentences */
  MOST_HISTORY = 60,
  MOST_LINES = 3, /* that what is said of one task takes */
  MOST_ROWS = 256,
  MOST_ENDED = 64
};

/* A task is in one row, or in more where what is said of it is long and there
 * is room below. */
struct row {
  uint32_t id;
  int y, h;
};

struct rows {
  struct row row[MOST_ROWS];
  int n, n_live;
  int room; /* rows of the pane that are free */
};

struct columns {
  int name, words;     /* where they begin */
  int name_w, words_w; /* how wide they are */
  int history;
};

/* ---- Which tasks ------------------------------------------------------ */

static bool listed(const struct rows *rows, uint32_t id) {
  for (int i = 0; i < rows->n; i++)
    if (rows->row[i].id == id)
      return true;
  return false;
}

static void add(struct rows *rows, uint32_t id) {
  if (id == 0 || rows->room == 0 || rows->n == MOST_ROWS || listed(rows, id))
    return;
  rows->row[rows->n++] = (struct row){.id = id, .h = 1};
  rows->room--;
}

/* Who ran first, then the ready ones, then those who wait: what moves stays on
 * top where rows must be left out. */
static void add_live(struct rows *rows, const struct world *world) {
  struct world_task t;
  uint32_t ran = mark_ran(world);

  if (world_task(world, ran, &t) && t.state < WORLD_OK)
    add(rows, ran);
  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0;)
    add(rows, id);
  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;)
    add(rows, id);
  rows->n_live = rows->n;
}

/* Those that ended last, the last one first. */
struct ended {
  struct world_task task[MOST_ENDED];
  int n;
};

static void note_ended(struct ended *ended, const struct world_task *task) {
  int i = ended->n;

  if (i == MOST_ENDED && ended->task[--i].since > task->since)
    return;
  if (ended->n < MOST_ENDED)
    ended->n++;
  for (; i > 0 && ended->task[i - 1].since < task->since; i--)
    ended->task[i] = ended->task[i - 1];
  ended->task[i] = *task;
}

/* While there is room. */
static void add_ended(struct rows *rows, const struct world *world) {
  struct ended ended = {.n = 0};
  struct world_task t;

  for (uint32_t id = 0;
       rows->room > 0 && (id = world_next_task(world, id)) != 0;)
    if (world_task(world, id, &t) && t.state >= WORLD_OK)
      note_ended(&ended, &t);
  for (int i = 0; i < ended.n; i++)
    add(rows, ended.task[i].id);
}

/* ---- One row ---------------------------------------------------------- */

static int place_in_queue(const struct world *world, uint32_t task) {
  int place = 1;

  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0; place++)
    if (id == task)
      return place;
  return 0;
}

static void put_place(struct area area, int y, const struct world *world,
                      const struct world_task *t) {
  if (t->id == mark_ran(world))
    area_put(area, 0, y, STYLE_RUN, ">");
  if (t->state == WORLD_READY) {
    area_printf(area, 1, y, STYLE_READY, "%2d",
                place_in_queue(world, t->id) % 100);
    area_spot(area, 0, y, PLACE, 1, SPOT_READY, t->id);
  } else if (t->state == WORLD_PARKED) {
    area_put(area, 2, y, STYLE_DIM, "-");
  }
}

static void put_words(struct buffer *out, const struct world *world,
                      const struct world_task *t, bool brief) {
  switch (t->state) {
  case WORLD_PARKED:
    if (brief) {
      brief_wait(out, world, t);
      break;
    }
    waits_both(out, world, t->id);
    break;
  case WORLD_READY:
    words_woken(out, world, t);
    words_held(out, world, t->id, ", holds ");
    break;
  case WORLD_RUNNING:
    words_held(out, world, t->id, "holds ");
    break;
  default:
    words_outcome(out, t);
  }
}

/* What there is to say of a task. */
static void get_words(struct buffer *out, const struct world *world,
                      uint32_t id, const struct columns *c) {
  struct world_task t;

  if (world_task(world, id, &t))
    put_words(out, world, &t, c->words_w < LONG);
}

/* Gives rows, from the first on, what they lack of the lines that are free. */
static void stretch(struct area area, struct rows *rows, int first,
                    const struct world *world, const struct columns *c) {
  for (int i = first; i < rows->n && rows->room > 0; i++) {
    struct buffer words = {.n = 0};
    int more;

    get_words(&words, world, rows->row[i].id, c);
    more = text_rows(buffer_text(&words), c->words_w, MOST_LINES) - 1;
    more = more < rows->room ? more : rows->room;
    if (more > 0) {
      rows->row[i].h += more;
      rows->room -= more;
    }
    area_made(area, &words);
    buffer_fini(&words);
  }
}

static void draw_row(struct area area, const struct row *row,
                     const struct world *world, const struct columns *c) {
  struct buffer words = {.n = 0};
  struct world_task t;
  struct mark mark;

  if (!world_task(world, row->id, &t))
    return;
  mark = mark_of(&t);
  area_spot(area, 0, row->y, c->words + c->words_w, row->h, SPOT_TASK, t.id);
  put_place(area, row->y, world, &t);
  area_fit_name(area, c->name, row->y, c->name_w,
                t.id == mark_ran(world) ? STYLE_STRONG : STYLE_PLAIN, t.label);
  area_printf(area, c->words - STATE, row->y, mark.style, "%-5s %c", mark.word,
              mark.letter);
  get_words(&words, world, row->id, c);
  area_text(area_part(area, c->words, row->y, c->words_w, row->h), STYLE_PLAIN,
            buffer_text(&words));
  area_made(area, &words);
  buffer_fini(&words);
}

/* ---- History ---------------------------------------------------------- */

/* The first step of the window that shows step: it moves by half its width,
 * so that most steps change one column. */
static uint64_t window_start(uint64_t step, int w) {
  uint64_t half = (uint64_t)(w / 2 > 0 ? w / 2 : 1);

  return step < (uint64_t)w ? 0 : (step / half) * half - half;
}

static void draw_column(struct area area, int x, const struct world *past,
                        const struct rows *rows) {
  uint32_t ran = mark_ran(past);

  for (int i = 0; i < rows->n; i++) {
    struct world_task t;
    struct mark mark;
    char letter[2] = {0};

    if (!world_task(past, rows->row[i].id, &t))
      continue;
    mark = mark_of(&t);
    if (t.id == ran)
      mark = (struct mark){'>', "", STYLE_RUN};
    else if (t.state >= WORLD_OK && world_step(past) != t.step)
      continue;
    letter[0] = mark.letter;
    area_put(area, x, rows->row[i].y, mark.style, letter);
  }
}

static int draw_history(struct area area, const struct world *world,
                        struct world *past, const struct rows *rows) {
  uint64_t step = world_step(world);
  uint64_t start = window_start(step, area.w);

  area_spot(area, 0, 0, area.w, area.h, SPOT_STEPS, start);
  for (uint64_t s = start; s <= step; s++) {
    int rc =
        s < step ? world_go_step(past, s) : world_go(past, world_events(world));

    if (rc < 0)
      return rc;
    draw_column(area, (int)(s - start), past, rows);
  }
  return 0;
}

/* Step numbers above the history: where one fits, every fifth. */
static void draw_scale(struct area area, uint64_t step) {
  uint64_t start = window_start(step, area.w);

  for (int x = 0; x < area.w; x++)
    area_put(area, x, 0, STYLE_DIM, (start + (uint64_t)x) % 5 ? "." : "'");
  area_printf(area, 0, 0, STYLE_DIM, "%llu", (unsigned long long)start);
  area_printf(area, (int)(step - start), 0, STYLE_STRONG, "%s", "v");
}

/* ---- The pane --------------------------------------------------------- */

/* What the longest name needs, of the tasks that were spawned first. */
static int name_width(const struct world *world) {
  int w = LEAST_NAME, n = 0;
  struct world_task t;

  for (uint32_t id = 0; (id = world_next_task(world, id)) != 0 && n < 64; n++)
    if (world_task(world, id, &t) && text_width(t.label) > w)
      w = text_width(t.label);
  return w < MOST_NAME ? w : MOST_NAME;
}

static struct columns make_columns(int w, const struct world *world) {
  struct columns c = {.name = PLACE, .name_w = name_width(world)};

  c.history = w < LONG ? w / 5 : w / 3;
  if (c.history > MOST_HISTORY)
    c.history = MOST_HISTORY;
  c.words = c.name + c.name_w + 1 + STATE;
  c.words_w = w - c.words - c.history - 1;
  return c;
}

static void draw_titles(struct area area, const struct columns *c) {
  const char *const titles = "waits for -> who can wake it";

  area_put(area, 0, 0, STYLE_DIM, "rdy task");
  area_put(area, c->words - STATE, 0, STYLE_DIM, "state");
  area_fit(area, c->words, 0, c->words_w, STYLE_DIM,
           c->words_w < text_width(titles) ? "waits for -> waker" : titles);
}

size_t pane_tasks_more(const struct world *world, int h) {
  size_t room = (size_t)(h > 1 ? h - 1 : 0), n = world_n_live(world);

  return n > room ? n - room : 0;
}

int pane_tasks(struct area area, const struct world *world,
               struct world *past) {
  struct rows rows = {.room = area.h - 1};
  struct columns columns = make_columns(area.w, world);
  struct area history =
      area_part(area, area.w - columns.history, 0, area.w, area.h);
  int y = 1;

  add_live(&rows, world);
  stretch(area, &rows, 0, world, &columns);
  add_ended(&rows, world);
  stretch(area, &rows, rows.n_live, world, &columns);
  draw_titles(area, &columns);
  draw_scale(history, world_step(world));
  for (int i = 0; i < rows.n; i++) {
    rows.row[i].y = y;
    y += rows.row[i].h;
    draw_row(area, &rows.row[i], world, &columns);
  }
  return draw_history(history, world, past, &rows);
}
