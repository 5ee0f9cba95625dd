/* SPDX-License-Identifier: MIT-0 */
/* phrase: words about objects and tasks. Where a task is named is kept, so
 * that a click on the name is about that task.
 *
 *     struct phrase p = {.world = world};
 *
 *     phrase_object(&p, &object);
 *     y = phrase_put(area, y, STYLE_PLAIN, &p);
 *     phrase_fini(&p);
 */
#ifndef REPL_PHRASE_H
#define REPL_PHRASE_H

#include "../world/buffer.h"
#include "../world/world.h"
#include "frame.h"

#define PHRASE_NAMES 64 /* of more, a click knows nothing */

struct phrase {
  const struct world *world;
  struct buffer text; /* to which anything may be added */
  struct {
    size_t at, n; /* bytes */
    uint32_t task;
  } names[PHRASE_NAMES];
  size_t n_names;
};

void phrase_name(struct phrase *p, uint32_t task);
/* An object in a few words: "m: cons <- stat", "q [##.] 2/3". */
void phrase_object(struct phrase *p, const struct world_object *object);
/* "g: prod cons": the live tasks of a group. */
void phrase_scope(struct phrase *p, const struct world_scope *scope);
void phrase_clear(struct phrase *p);
void phrase_fini(struct phrase *p);

/* Draws it from row y on, in as many as it needs and there are. Returns the
 * row below it. */
int phrase_put(struct area area, int y, enum style style,
               const struct phrase *p);

#endif
