/* SPDX-License-Identifier: MIT-0 */
/* waits_parts: what the two files of words about waits share. */
#ifndef REPL_WAITS_PARTS_H
#define REPL_WAITS_PARTS_H

#include "waits.h"

/* Whether on, "lock m", is of that kind; "m", or on itself without a name. */
bool waits_is(const char *on, const char *kind);
const char *waits_name(const char *on);

/* Describes a task that is parked; false for another. */
bool waits_parked(const struct world *world, uint32_t id,
                  struct world_task *task);
/* The object that task is parked on; false where it is on none. */
bool waits_object(const struct world *world, const struct world_task *task,
                  struct world_object *object);
/* Whether it has a holder, and if so who has it; 0: nobody. */
bool waits_held(const struct world_object *object, uint32_t *holder);
bool waits_has_ended(const struct world *world, uint32_t id);

/* Of n names as many as can be taken in: "a, b, c", "a, b, c, d and 12 more".
 */
struct waits_names {
  struct buffer *out;
  const char *last; /* what comes before the last one: ", " */
  size_t n, said;
};
/* False once no further name will be taken in. */
bool waits_say_name(struct waits_names *names, const char *name);

/* The next task after the i-th in task's list that has not ended; 0: none. */
uint32_t waits_next_other(const struct world *world,
                          const struct world_task *task, size_t *i);

/* The next object after id that has the task in the list of that name, which
 * may be NULL for any; 0 begins and ends. */
uint32_t waits_next_line(const struct world *world, uint32_t task,
                         const char *list, uint32_t id);

#endif
