/* SPDX-License-Identifier: MIT-0 */
/* terminal_parts: what the files of the terminal share and nobody else sees. */
#ifndef REPL_TERMINAL_PARTS_H
#define REPL_TERMINAL_PARTS_H

#include "terminal.h"

/* ---- terminal.c ------------------------------------------------------- */

/* Whether it was given back for a while (Ctrl-Z), and is ours again. */
bool terminal_resumed(void);
/* Then makes it a screen again; false where it was not. */
bool terminal_take_again(void);

/* ---- terminal_keys.c -------------------------------------------------- */

/* Tells ncurses of the keys that it does not know. */
void terminal_define_keys(void);

#endif
