/* SPDX-License-Identifier: MIT-0 */
#include "waits.h"

#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "state.h"

/* Whether a task waits for something of that kind: on is "lock m". */
static bool waits_on(const struct world_task *task, const char *kind) {
  size_t n = strlen(kind);

  return task->on && strncmp(task->on, kind, n) == 0 &&
         (task->on[n] == ' ' || task->on[n] == '\0');
}

uint64_t waits_deadline(const struct world *world,
                        const struct world_task *task) {
  uint64_t until = task->until;
  struct world_scope scope;

  for (size_t i = 0; world_scope_around(world, task, i, &scope); i++)
    if (scope.until < until && !scope.struck)
      until = scope.until;
  return until;
}

bool waits_stuck(const struct world *world) {
  struct log_entry entry;
  uint64_t i = world_warns(world);

  if (world_n_ready(world) || world_running(world))
    return false;
  while (i-- > 0) {
    log_get(world_log(world), log_warn(world_log(world), i), &entry);
    if (entry.event.u.warn.rule &&
        strcmp(entry.event.u.warn.rule, "deadlock") == 0)
      return true;
  }
  return false;
}

/* ---- Lists of tasks --------------------------------------------------- */

/* For gather a cancelled task has failed, for wait it has not. */
static bool has_failed(const struct world_task *task,
                       const struct state_task *other) {
  return other->state == WORLD_ERROR ||
         (other->state == WORLD_CANCELLED && waits_on(task, "gather"));
}

struct waits_list waits_list(const struct world *world,
                             const struct world_task *task) {
  const char *why = task->why ? task->why : "";
  struct waits_list list = {.n = task->others.n,
                            .first = strcmp(why, "first") == 0,
                            .first_error = strcmp(why, "first error") == 0};
  bool failed = false;

  for (size_t i = 0; i < list.n; i++) {
    const struct state_task *other =
        state_task(world_state(world), task->others.list[i]);

    if (!other || !state_ended(other))
      list.live++;
    else
      failed |= has_failed(task, other);
  }
  list.over = list.live == 0 || (list.first && list.live < list.n) ||
              (list.first_error && failed);
  return list;
}

/* ---- Edges ------------------------------------------------------------ */

/* A task in a search. */
struct node {
  uint32_t id;
  uint32_t first, n; /* its edges ... */
  uint32_t next;     /* ... and how many of them were followed */
  uint32_t place;    /* on the stack, from 1; 0: not there */
  uint32_t back;     /* the last edge that leads here, plus 1; 0: none */
  uint32_t needs;    /* how many of its edges must lead to free tasks ... */
  bool free;         /* ... until it can go on: it is not stuck */
  bool seen, in_cycle;
};

struct search {
  const struct world *world;
  struct waits *waits;
  uint32_t root; /* the task that was asked for; 0: all */
  struct table nodes;
  size_t size_edges, n_nodes;
  uint32_t *stack; /* tasks, each waiting for the next */
  size_t n_stack;
  int rc;
};

static void add_edge(struct search *s, uint32_t task, uint32_t other,
                     const char *on) {
  struct waits *w = s->waits;
  const struct state_task *there = state_task(world_state(s->world), other);

  if (!there || state_ended(there))
    return;
  if (w->n_edges == s->size_edges) {
    size_t size = s->size_edges ? s->size_edges * 2 : 16;
    struct waits_edge *edges = realloc(w->edges, size * sizeof *edges);

    if (!edges) {
      s->rc = UV_ENOMEM;
      return;
    }
    w->edges = edges;
    s->size_edges = size;
  }
  w->edges[w->n_edges++] = (struct waits_edge){task, other, on};
}

static void add_children(struct search *s, const struct world_task *task) {
  const struct state *state = world_state(s->world);
  uint32_t id = 0;

  while (s->rc == 0 && (id = world_next_live(s->world, id)) != 0)
    if (state_task(state, id)->scope == task->on_id && id != task->id)
      add_edge(s, task->id, id, task->on);
}

/* Whether a task waits, and time will not wake it. */
static bool may_be_stuck(const struct world *world, uint32_t id,
                         struct world_task *task) {
  return world_task(world, id, task) && task->state == WORLD_PARKED &&
         waits_deadline(world, task) == BT_NEVER;
}

/* Whether one of the tasks that this one waits for can plainly go on. */
static bool one_goes_on(const struct world *world,
                        const struct world_task *task) {
  const struct state *state = world_state(world);
  struct world_task other;

  for (size_t i = 0; i < task->others.n; i++) {
    const struct state_task *there = state_task(state, task->others.list[i]);

    if (there && !state_ended(there) &&
        !may_be_stuck(world, task->others.list[i], &other))
      return true;
  }
  return false;
}

/* The edges of a task that waits for the ends of a list of tasks. */
static void add_others(struct search *s, struct node *node,
                       const struct world_task *task) {
  struct waits_list list = waits_list(s->world, task);
  bool one = list.first || list.first_error;

  if (list.over || (one && s->root && one_goes_on(s->world, task)))
    return; /* who asks for one task wants to know no more */
  for (size_t i = 0; i < list.n && s->rc == 0; i++)
    add_edge(s, task->id, task->others.list[i], task->on);
  node->needs = one;
  if (one && s->waits->n_edges - node->first < list.live)
    s->waits->n_edges = node->first; /* who is unknown may be free */
}

static void add_edges(struct search *s, struct node *node,
                      const struct world_task *task) {
  struct world_object object;

  if (task->others.n)
    add_others(s, node, task);
  else if (waits_on(task, "task"))
    add_edge(s, task->id, task->on_id, task->on);
  else if (waits_on(task, "group"))
    add_children(s, task);
  else if (world_object(s->world, task->on_id, &object))
    add_edge(s, task->id, world_holder(&object), task->on);
}

/* Adds the edges of one task, and notes in its node where they are. */
static void expand(struct search *s, uint32_t id) {
  struct node *node = table_edit(&s->nodes, id);
  struct world_task task;

  if (!node) {
    s->rc = UV_ENOMEM;
    return;
  }
  *node = (struct node){.id = id, .first = (uint32_t)s->waits->n_edges};
  s->n_nodes++;
  if (may_be_stuck(s->world, id, &task))
    add_edges(s, node, &task);
  node->n = (uint32_t)s->waits->n_edges - node->first;
  if (!node->needs)
    node->needs = node->n;
}

static bool known(const struct search *s, uint32_t id) {
  const struct node *node = table_get(&s->nodes, id);

  return node && node->id;
}

static void expand_all(struct search *s) {
  uint32_t id = 0;

  while (s->rc == 0 && (id = world_next_live(s->world, id)) != 0)
    expand(s, id);
}

/* Edges are their own list of what is still to be looked at. */
static void expand_from(struct search *s, uint32_t task) {
  expand(s, task);
  for (size_t i = 0; s->rc == 0 && i < s->waits->n_edges; i++)
    if (!known(s, s->waits->edges[i].other))
      expand(s, s->waits->edges[i].other);
}

static struct node *node_of(struct search *s, uint32_t id) {
  return table_edit(&s->nodes, id); /* neither new nor shared: cannot fail */
}

/* ---- Who is stuck ----------------------------------------------------- */

static void set_free(struct search *s, struct node *node) {
  node->free = true;
  s->stack[s->n_stack++] = node->id;
}

/* Links the edges that lead to the same task; next[i] is one before edge i. */
static void link_back(struct search *s, uint32_t *next) {
  for (size_t i = 0; i < s->waits->n_edges; i++) {
    struct node *to = node_of(s, s->waits->edges[i].other);

    next[i] = to->back;
    to->back = (uint32_t)i + 1;
  }
}

/* Who waits for nobody is free, and so is, again and again, who waits for
 * enough of those that are. The others are stuck. */
static void find_free(struct search *s) {
  uint32_t *next = malloc((s->waits->n_edges + 1) * sizeof *next);
  uint32_t id = 0;

  if (!next) {
    s->rc = UV_ENOMEM;
    return;
  }
  link_back(s, next);
  while ((id = table_next(&s->nodes, id)) != 0)
    if (node_of(s, id)->n == 0)
      set_free(s, node_of(s, id));
  while (s->n_stack) {
    uint32_t edge = node_of(s, s->stack[--s->n_stack])->back;

    for (; edge; edge = next[edge - 1]) {
      struct node *node = node_of(s, s->waits->edges[edge - 1].task);

      if (!node->free && --node->needs == 0)
        set_free(s, node);
    }
  }
  free(next);
}

/* ---- Cycles ----------------------------------------------------------- */

/* Makes room for one more cycle, of n edges; NULL when out of memory. */
static struct waits_edge *new_cycle(struct search *s, size_t n) {
  struct waits *w = s->waits;
  struct waits_cycle *last = w->n_cycles ? &w->cycles[w->n_cycles - 1] : NULL;
  size_t used = last ? last->first + last->n : 0;
  struct waits_cycle *cycles =
      realloc(w->cycles, (w->n_cycles + 1) * sizeof *cycles);
  struct waits_edge *path = realloc(w->path, (used + n) * sizeof *path);

  if (cycles)
    w->cycles = cycles;
  if (path)
    w->path = path;
  if (!cycles || !path) {
    s->rc = UV_ENOMEM;
    return NULL;
  }
  cycles[w->n_cycles++] = (struct waits_cycle){used, n};
  return path + used;
}

/* Keeps the cycle of the n tasks on top of the stack, unless one of them is
 * in a cycle already. */
static void keep_cycle(struct search *s, size_t n) {
  const uint32_t *ids = s->stack + s->n_stack - n;
  struct waits_edge *path;

  for (size_t i = 0; i < n; i++)
    if (node_of(s, ids[i])->in_cycle)
      return;
  path = new_cycle(s, n);
  for (size_t i = 0; path && i < n; i++) {
    struct node *node = node_of(s, ids[i]);

    node->in_cycle = true;
    path[i] = s->waits->edges[node->first + node->next - 1];
  }
}

static void push(struct search *s, struct node *node) {
  s->stack[s->n_stack++] = node->id;
  node->place = (uint32_t)s->n_stack;
  node->seen = true;
}

/* One step of a walk along the edges, depth first. With root, only a cycle
 * through the bottom of the stack counts. */
static void walk(struct search *s, bool root) {
  struct node *top = node_of(s, s->stack[s->n_stack - 1]), *next;

  if (top->next == top->n) {
    top->place = 0;
    s->n_stack--;
    return;
  }
  next = node_of(s, s->waits->edges[top->first + top->next++].other);
  if (next->free)
    return;
  if (!next->seen)
    push(s, next);
  else if (next->place && (!root || next->place == 1))
    keep_cycle(s, s->n_stack - next->place + 1);
}

static void find_cycles(struct search *s, uint32_t task) {
  struct waits *w = s->waits;

  for (size_t i = 0; i < w->n_edges && s->rc == 0; i++) {
    struct node *node = node_of(s, w->edges[i].task);

    if (!node->free && !node->seen && (!task || node->id == task))
      push(s, node);
    while (s->n_stack && s->rc == 0)
      walk(s, task != 0);
  }
}

int waits_find(struct waits *waits, const struct world *world, uint32_t task) {
  struct search s = {.world = world, .waits = waits, .root = task};

  *waits = (struct waits){0};
  table_init(&s.nodes, sizeof(struct node));
  if (task)
    expand_from(&s, task);
  else
    expand_all(&s);
  s.stack = malloc((s.n_nodes + 1) * sizeof *s.stack);
  if (!s.stack)
    s.rc = UV_ENOMEM;
  if (s.rc == 0 && !waits_stuck(world))
    find_free(&s);
  if (s.rc == 0)
    find_cycles(&s, task);
  free(s.stack);
  table_fini(&s.nodes);
  if (s.rc < 0)
    waits_fini(waits);
  return s.rc;
}

void waits_fini(struct waits *waits) {
  free(waits->edges);
  free(waits->cycles);
  free(waits->path);
  *waits = (struct waits){0};
}
