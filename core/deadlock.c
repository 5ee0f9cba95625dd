/* SPDX-License-Identifier: MIT-0 */
/* Deadlock: who waits for what, and for whom, once nothing can run any more.
 *
 * Then all who are waited for are stuck themselves, so a closed chain of waits
 * tells why, whatever else its tasks wait for.
 */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_NAMES = 8 };

/* ---- The text --------------------------------------------------------- */

struct report {
  char text[8192];
  size_t n;
};

static void add(struct report *r, const char *format, ...) BT_PRINTF(2, 3);

static void add(struct report *r, const char *format, ...) {
  va_list args;
  int n;

  va_start(args, format);
  n = vsnprintf(r->text + r->n, sizeof r->text - r->n, format, args);
  va_end(args);
  if (n > 0)
    r->n += (size_t)n;
  if (r->n >= sizeof r->text)
    r->n = sizeof r->text - 1;
}

/* ---- Who waits for whom ----------------------------------------------- */

/* A live task; those it waits for are edges first to end - 1, of which it has
 * looked at those before next. */
struct node {
  const struct bt_task *task;
  size_t first, next, end;
  enum { NEW, ON_PATH, DONE } state;
};

struct graph {
  struct bt_loop *loop;
  struct node *nodes; /* by number of the task */
  size_t n;
  uint32_t *edges; /* numbers of tasks */
  size_t n_edges, size_edges;
  size_t *path; /* of nodes, each waiting for the next */
  size_t n_path;
  bool failed; /* out of memory */
};

static struct node *node_of(const struct graph *g, uint32_t id) {
  size_t low = 0, high = g->n;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (g->nodes[middle].task->id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < g->n && g->nodes[low].task->id == id ? &g->nodes[low] : NULL;
}

static void add_edge(struct graph *g, uint32_t id) {
  if (g->n_edges == g->size_edges) {
    size_t size = g->size_edges ? g->size_edges * 2 : 64;
    uint32_t *edges = bt_realloc(g->edges, size * sizeof *edges);

    g->failed |= !edges;
    if (!edges)
      return;
    g->edges = edges;
    g->size_edges = size;
  }
  g->edges[g->n_edges++] = id;
}

static void add_children(struct graph *g, const struct bt_task *t) {
  for (size_t i = 0; i < g->n && !g->failed; i++)
    if (g->nodes[i].task->scope_id == t->waiter->scope->id)
      add_edge(g, g->nodes[i].task->id);
}

static void add_tasks(struct graph *g, const struct bt_waiter *w) {
  struct bt_state state;
  struct bt_ids tasks;

  bt_waiter_tasks(w, &state);
  tasks = bt_state_ids(&state);
  for (size_t i = 0; i < tasks.n && !g->failed; i++)
    add_edge(g, tasks.list[i]);
  bt_free(state.ids);
}

static void add_edges(struct graph *g, const struct bt_task *t) {
  const struct bt_waiter *w = t->waiter;

  if (!w)
    return;
  if (w->other)
    add_edge(g, w->other->id);
  else if (w->object)
    add_edge(g, bt_object_holder(w->object));
  else if (w->scope)
    add_children(g, t);
  else
    add_tasks(g, w);
}

/* Live tasks come in the order of their numbers. */
static void add_nodes(struct graph *g) {
  struct bt_task *t = NULL;
  size_t n = 0;

  g->nodes = bt_alloc((g->loop->n_live + 1) * sizeof *g->nodes);
  g->path = bt_alloc((g->loop->n_live + 1) * sizeof *g->path);
  g->failed = !g->nodes || !g->path;
  while (!g->failed && (t = bt_loop_next_task(g->loop, t)) != NULL)
    g->nodes[n++] = (struct node){.task = t};
  g->n = n;
  for (size_t i = 0; i < n && !g->failed; i++) {
    g->nodes[i].first = g->nodes[i].next = g->n_edges;
    add_edges(g, g->nodes[i].task);
    g->nodes[i].end = g->n_edges;
  }
}

/* ---- The cycle -------------------------------------------------------- */

static void enter(struct graph *g, struct node *node) {
  node->state = ON_PATH;
  g->path[g->n_path++] = (size_t)(node - g->nodes);
}

/* One step along the edges, depth first; true where it comes to a task that
 * is on the path already: then the cycle begins there. */
static bool walk(struct graph *g, size_t *first) {
  struct node *top = &g->nodes[g->path[g->n_path - 1]], *next;

  if (top->next == top->end) {
    top->state = DONE;
    g->n_path--;
    return false;
  }
  next = node_of(g, g->edges[top->next++]);
  if (next && next->state == NEW)
    enter(g, next);
  else if (next && next->state == ON_PATH)
    for (size_t i = g->n_path; i-- > 0;)
      if (&g->nodes[g->path[i]] == next) {
        *first = i;
        return true;
      }
  return false;
}

/* Leaves a cycle in the path, from first on; false where there is none. */
static bool find_cycle(struct graph *g, size_t *first) {
  for (size_t i = 0; i < g->n; i++) {
    if (g->nodes[i].state == NEW)
      enter(g, &g->nodes[i]);
    while (g->n_path)
      if (walk(g, first))
        return true;
  }
  return false;
}

/* "lock m", but "lock-1" of one that has no name of its own. */
static const char *say_on(const struct bt_waiter *w, char *buf, size_t size) {
  uint32_t id;
  const char *on = bt_waiter_on(w, buf, size, &id);
  size_t n = strcspn(on, " ");

  if (!w->other && on[n] && strncmp(on, on + n + 1, n) == 0 &&
      on[2 * n + 1] == '-')
    return on + n + 1;
  return on;
}

static void add_cycle(struct report *r, const struct graph *g, size_t first) {
  const struct bt_task *start = g->nodes[g->path[first]].task;
  char on[512];

  add(r, "\n  cycle: ");
  for (size_t i = first; i < g->n_path; i++) {
    const struct bt_task *t = g->nodes[g->path[i]].task;

    add(r, "%s -> ", t->name);
    if (!t->waiter->other)
      add(r, "%s -> ", say_on(t->waiter, on, sizeof on));
  }
  add(r, "%s", start->name);
}

/* ---- Each wait -------------------------------------------------------- */

static void add_names(struct report *r, const struct graph *g,
                      const struct node *node) {
  size_t n = node->end - node->first;
  size_t shown = n > MOST_NAMES ? MOST_NAMES - 1 : n;

  for (size_t i = 0; i < shown; i++) {
    const struct node *other = node_of(g, g->edges[node->first + i]);

    add(r, "%s%s", i ? ", " : "", other ? other->task->name : "one that ended");
  }
  if (n > shown)
    add(r, " and %zu more", n - shown);
}

static void add_tasks_of(struct report *r, const struct graph *g,
                         const struct node *node) {
  const struct bt_waiter *w = node->task->waiter;
  size_t n = node->end - node->first;

  if (n == 1)
    add(r, "task ");
  else
    add(r, "%s%zu tasks: ",
        w->why && strcmp(w->why, "first") == 0 ? "the first of " : "", n);
  add_names(r, g, node);
  add(r, " (%s)", w->on);
}

/* The holder need not be alive, nor even be in memory any more. */
static void add_holder(struct report *r, const struct bt_loop *loop,
                       uint32_t id) {
  const struct bt_task *t = loop->first;

  while (t && t->id != id)
    t = t->next;
  if (t)
    add(r, ", held by %s", t->name);
  else
    add(r, ", held by task %u", id);
  if (!t || t->ended)
    add(r, ", which has ended");
}

static void add_wait(struct report *r, const struct graph *g,
                     const struct bt_task *t) {
  const struct node *node = g->failed ? NULL : node_of(g, t->id);
  size_t n = node ? node->end - node->first : 0;
  const struct bt_waiter *w = t->waiter;
  uint32_t holder;
  char on[512];

  add(r, "\n  task %s waits for ", t->name);
  if (w && w->kind && w->kind->tasks && n > 0) {
    add_tasks_of(r, g, node);
    return;
  }
  add(r, "%s", w ? say_on(w, on, sizeof on) : "something that never comes");
  if (w && w->scope && n > 0) {
    add(r, ", %zu live %s: ", n, n == 1 ? "child" : "children");
    add_names(r, g, node);
  } else if (w && !w->other && w->object &&
             (holder = bt_object_holder(w->object))) {
    add_holder(r, g->loop, holder);
  }
}

void bt_loop_report_deadlock(struct bt_loop *loop) {
  struct graph g = {.loop = loop};
  struct report r = {.n = 0};
  size_t first;

  add_nodes(&g);
  add(&r, "deadlock: no task can run and nothing can wake one");
  for (struct bt_task *t = bt_loop_next_task(loop, NULL); t;
       t = bt_loop_next_task(loop, t))
    add_wait(&r, &g, t);
  if (!g.failed && find_cycle(&g, &first))
    add_cycle(&r, &g, first);
  bt_free(g.nodes);
  bt_free(g.path);
  bt_free(g.edges);
  bt_report(loop, "deadlock", r.text);
}
