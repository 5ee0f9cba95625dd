/* SPDX-License-Identifier: MIT-0 */
/* say: what Baton tells a person about its own running, and exit statuses.
 *
 * Everything here goes to standard error; a program's output never does. What
 * the program printed before is flushed first, so that both come in order.
 */
#ifndef SAY_H
#define SAY_H

#include "baton.h"

enum status {
  STATUS_FINE = 0,
  STATUS_FAILED = 1,       /* uncaught error, deadlock, check not passed */
  STATUS_USAGE = 2,        /* wrong usage or an unreadable file */
  STATUS_LIMIT = 3,        /* turns, memory or time ran out */
  STATUS_INTERRUPTED = 130 /* Ctrl-C */
};

/* One line "baton: ...". */
void say(const char *format, ...) BT_PRINTF(1, 2);

/* Text as it is, for tracebacks and reports; a newline is added where text
 * does not end in one. */
void say_text(const char *text);

/* Says that memory ran out; returns STATUS_FAILED. */
int say_no_memory(void);

#endif
