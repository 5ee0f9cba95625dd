/* SPDX-License-Identifier: MIT-0 */
/* session_place: where a session is, as JSON, and a new session taken there.
 *
 * What a person did is kept, and not what came of it: the program is run again
 * with the same lines and picks.
 *
 *     {"events": 57, "view": 31, "actions": [{"at": 12, "pick": 1},
 *      {"at": 30, "line": "print(1)"}, {"at": 44, "cancel": true}]}
 *
 * events is how many had happened, view how many of them were in view; besides
 * there may be "seed", "schedule", "runs" (nobody steps) and "by_event".
 */
#ifndef SESSION_PLACE_H
#define SESSION_PLACE_H

#include <jansson.h>

#include "session.h"

/* NULL where a new run would not get there (the real clock), or no memory was
 * left. After an interruption, the place before it. */
json_t *session_place(const struct session *session);

/* Takes a session that is at its start to such a place; what the program
 * prints on the way is told to the listener again only if loud. Returns 0, or
 * -1 where it cannot be: then the session is at its start again. */
int session_return(struct session *session, const json_t *place, bool loud);

#endif
