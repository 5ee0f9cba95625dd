/* SPDX-License-Identifier: MIT-0 */
/* What F1 shows: keys in two columns where they fit, or in one. */
#include "screen_parts.h"

enum { KEY_W = 11, HALF_W = 37, WIDE_W = 2 * HALF_W };

struct entry {
  const char *key, *what;
};

static const struct entry stepping[] = {
    {"F8, Right", "the next step"},
    {"F7, Left", "one step back"},
    {"Home, End", "the first step, the last"},
    {"1 to 9", "run this ready task next"},
    {"^G", "go to a step, by number"},
    {"^F", "search in the steps"},
    {"^T", "step by event, or by turn"},
    {"F5", "run to the end"},
    {"F6", "run until a task waits"},
    {"F9", "run until another runs"},
    {"F10", "run until one fails or warns"},
    {"F2", "a hint"},
    {"^C", "stop what runs"},
    {NULL, NULL},
    {"F4, Tab", "the next pane, alone"},
    {"Shift-Tab", "the one before"},
    {"Esc", "all panes again"},
    {"^X", "who waits for whom"},
    {"F3", "the program in Lua or C"},
    {"PgUp, PgDn", "scroll what is read"},
    {NULL, NULL},
    {NULL, "A click: on a task, why it waits; on its number, it runs next; on "
           "its history, go there; in the line, the cursor. To select text: "
           "Shift and drag."},
    {NULL, "While the line is not empty, arrows, digits and Tab edit it: Tab "
           "completes, Alt-Enter begins a new line, Up and Down are older "
           "lines, ^A ^E ^K ^U ^W ^Y as in Emacs. :help lists commands. ^D "
           "leaves."},
};

static const struct entry live[] = {
    {NULL, "The program runs on the real clock. What it does is shown as it "
           "happens."},
    {NULL, NULL},
    {"F5", "pause; F5 again goes on"},
    {"F7, Left", "look back; it goes on"},
    {"F8, Right", "look forwards"},
    {"Home", "the first step"},
    {"End", "the newest, and what comes"},
    {"F4, Tab", "the next pane, alone"},
    {"^X", "who waits for whom"},
    {"^C", "stop what runs"},
    {NULL, NULL},
    {NULL, "The clock does not pause: what was due meanwhile is late. Other "
           "keys that do something to the program pause it first. When it is "
           "over, all steps can be looked at; none of them is run again."},
};

static void add_key(struct buffer *out, const struct entry *e, int w) {
  buffer_printf(out, "%-*s%-*s", KEY_W, e->key, w, e->what);
}

/* Adds a block of keys, which has n; of two columns the first is as long as the
 * second, or by one longer. */
static void add_keys(struct buffer *out, const struct entry *e, size_t n,
                     bool wide) {
  size_t rows = wide ? (n + 1) / 2 : n;

  for (size_t i = 0; i < rows; i++) {
    add_key(out, &e[i], wide ? HALF_W - KEY_W : 0);
    if (wide && i + rows < n)
      add_key(out, &e[i + rows], 0);
    buffer_puts(out, "\n");
  }
}

static void add_entries(struct buffer *out, const struct entry *e, size_t n,
                        bool wide) {
  for (size_t i = 0, block; i < n; i += block ? block : 1) {
    for (block = 0; i + block < n && e[i + block].key;)
      block++;
    if (block)
      add_keys(out, &e[i], block, wide);
    else
      buffer_printf(out, "%s\n", e[i].what ? e[i].what : "");
  }
}

void key_help(struct buffer *out, int w, bool is_live) {
  bool wide = w >= WIDE_W;

  buffer_clear(out);
  if (is_live)
    add_entries(out, live, sizeof live / sizeof live[0], wide);
  else
    add_entries(out, stepping, sizeof stepping / sizeof stepping[0], wide);
}
