/* SPDX-License-Identifier: MIT-0 */
/* box: a value of Lua's on its way through a C pattern, which sees a pointer.
 *
 * The box is a userdata whose user value is the value. It is anchored in a
 * table that the object which holds it has as user value BOX_TABLE, under the
 * box's address.
 */
#ifndef BOX_H
#define BOX_H

#include "object.h"

enum { BOX_TABLE = 1, BOX_OBJECT_VALUES = 1 };      /* of the object */
enum { BOX_VALUE = 1, BOX_ANCHOR, BOX_VALUES = 2 }; /* of the box */

/* Gives the object on top its table. */
void box_init(lua_State *L);

/* Pushes a box of the value at idx, with size bytes of zeroed memory. */
void *box_push(lua_State *L, size_t size, int idx);
/* Pops the box on top and anchors it in the object at idx. */
void box_anchor(lua_State *L, int object, const void *box);

/* Forgets a box of the object at idx; box_take pushes its value first. */
void box_drop(lua_State *L, int object, const void *box);
void box_take(lua_State *L, int object, const void *box);

#endif
