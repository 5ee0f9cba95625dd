/* SPDX-License-Identifier: MIT-0 */
/* What is typed, pasted and done with the mouse, as events. */
#define _POSIX_C_SOURCE 200809L /* pselect */
#include <curses.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "../stop.h"
#include "../world/utf8.h"
#include "terminal_parts.h"

enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END, ESCAPE = 27, ESCAPE_MS = 25 };

/* What terminals send for keys, whatever TERM says: many are called xterm, or
 * run in one that is, and differ in these. */
static const struct {
  const char *sent;
  int code;
} common[] = {
    {"\033[A", KEY_UP},      {"\033[B", KEY_DOWN},   {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},    {"\033[H", KEY_HOME},   {"\033[F", KEY_END},
    {"\033OA", KEY_UP},      {"\033OB", KEY_DOWN},   {"\033OC", KEY_RIGHT},
    {"\033OD", KEY_LEFT},    {"\033OH", KEY_HOME},   {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME},   {"\033[7~", KEY_HOME},  {"\033[4~", KEY_END},
    {"\033[8~", KEY_END},    {"\033[3~", KEY_DC},    {"\033[5~", KEY_PPAGE},
    {"\033[6~", KEY_NPAGE},  {"\033[Z", KEY_BTAB},   {"\033OP", KEY_F(1)},
    {"\033OQ", KEY_F(2)},    {"\033OR", KEY_F(3)},   {"\033OS", KEY_F(4)},
    {"\033[11~", KEY_F(1)},  {"\033[12~", KEY_F(2)}, {"\033[13~", KEY_F(3)},
    {"\033[14~", KEY_F(4)},  {"\033[15~", KEY_F(5)}, {"\033[17~", KEY_F(6)},
    {"\033[18~", KEY_F(7)},  {"\033[19~", KEY_F(8)}, {"\033[20~", KEY_F(9)},
    {"\033[21~", KEY_F(10)},
};

void terminal_define_keys(void) {
  define_key("\033[200~", PASTE_BEGIN);
  define_key("\033[201~", PASTE_END);
  for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
    if (key_defined(common[i].sent) <= 0) /* TERM knows better */
      define_key(common[i].sent, common[i].code);
}

static const struct {
  int code;
  enum key key;
} codes[] = {
    {KEY_UP, KEY_UPWARDS},      {KEY_DOWN, KEY_DOWNWARDS},
    {KEY_LEFT, KEY_LEFTWARDS},  {KEY_RIGHT, KEY_RIGHTWARDS},
    {KEY_HOME, KEY_FIRST},      {KEY_END, KEY_LAST},
    {KEY_PPAGE, KEY_PAGE_UP},   {KEY_NPAGE, KEY_PAGE_DOWN},
    {KEY_BACKSPACE, KEY_ERASE}, {KEY_DC, KEY_REMOVE},
    {KEY_ENTER, KEY_RETURN},    {KEY_RESIZE, KEY_RESIZED},
    {KEY_BTAB, KEY_BACK_TAB},
};

static struct key_event mouse_event(void) {
  struct key_event e = {.key = KEY_NONE};
  MEVENT m;

  if (getmouse(&m) != OK)
    return e;
  e.x = m.x;
  e.y = m.y;
  if (m.bstate & BUTTON4_PRESSED)
    e.key = KEY_WHEEL_UP;
  else if (m.bstate & BUTTON5_PRESSED)
    e.key = KEY_WHEEL_DOWN;
  else if (m.bstate & BUTTON1_PRESSED)
    e.key = KEY_CLICK;
  return e;
}

static struct key_event code_event(int code) {
  struct key_event e = {.key = KEY_NONE};

  if (code == KEY_MOUSE)
    return mouse_event();
  if (code > KEY_F0 && code <= KEY_F(12)) {
    e.key = KEY_FUNCTION;
    e.letter = code - KEY_F0;
  }
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
    if (codes[i].code == code)
      e.key = codes[i].key;
  return e;
}

/* A byte of what is typed, or curses' code of a key; ERR: none came within ms.
 * Characters are read byte by byte, as UTF-8: where the locale is another, as
 * it is where none is set, curses would swallow them and what comes next. */
static int read_code(int ms) {
  wtimeout(stdscr, ms);
  return wgetch(stdscr);
}

static bool is_byte(int c) { return c >= 0 && c <= UCHAR_MAX; }

static bool goes_on(int c) { return is_byte(c) && (c & 0xc0) == 0x80; }

/* What is pasted, a piece at a time; the next read goes on. */
static bool pasting;

static struct key_event paste_event(void) {
  struct key_event e = {.key = KEY_TEXT, .pasted = true};
  size_t n = 0;

  while (pasting) {
    int c = read_code(1000);

    if (c == ERR || c == PASTE_END) {
      pasting = false; /* one that breaks off must not hang */
    } else if (n + 8 >= sizeof e.text && !goes_on(c)) {
      ungetch(c);
      break;
    } else if (c > 0 && is_byte(c) && n + 1 < sizeof e.text) {
      e.text[n++] = (char)(c == '\r' ? '\n' : c);
    }
  }
  if (!*e.text)
    e.key = KEY_NONE;
  return e;
}

/* The character that a byte begins. One that is broken is shown as such. */
static struct key_event text_event(int c) {
  struct key_event e = {.key = KEY_TEXT};
  size_t n = 0, most = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

  e.text[n++] = (char)c;
  while (n < most && goes_on(c = read_code(ESCAPE_MS)))
    e.text[n++] = (char)c;
  if (n < most && c != ERR)
    ungetch(c);
  if (utf8_length(e.text, n) == 0)
    strcpy(e.text, "?");
  return e;
}

/* Takes the rest of a sequence that is no key here, so that it is not taken for
 * what is typed: up to a letter or the like, behind numbers. */
static void skip_sequence(int introducer) {
  int c = read_code(ESCAPE_MS);

  if (introducer == '[' && c == '[') /* F1 to F5 on a console */
    c = read_code(ESCAPE_MS);
  while (introducer == '[' && c >= ' ' && c < '@')
    c = read_code(ESCAPE_MS);
}

static struct key_event escape_event(void) {
  struct key_event e = {.key = KEY_ESCAPE};
  int c = read_code(ESCAPE_MS);

  if (!is_byte(c))
    return e;
  if (c == '[' || c == 'O') {
    skip_sequence(c);
    e.key = KEY_NONE;
    return e;
  }
  e.key = c == '\r' || c == '\n' ? KEY_NEWLINE : KEY_ALT;
  e.letter = c;
  return e;
}

static struct key_event character_event(int c) {
  struct key_event e = {.key = KEY_NONE};

  switch (c) {
  case '\r':
  case '\n':
    e.key = KEY_RETURN;
    return e;
  case '\t':
    e.key = KEY_TABULATOR;
    return e;
  case ESCAPE:
    return escape_event();
  case 8:
  case 127:
    e.key = KEY_ERASE;
    return e;
  }
  if (c < 32) {
    e.key = KEY_CTRL;
    e.letter = c + 'a' - 1;
    return e;
  }
  return text_event(c);
}

/* Signals that end a wait. Outside of the wait they are held back, so that
 * none comes unseen just before it. */
static sigset_t hold_signals(void) {
  static const int waking[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
  sigset_t set, mask;

  sigemptyset(&set);
  for (size_t i = 0; i < sizeof waking / sizeof waking[0]; i++)
    sigaddset(&set, waking[i]);
  pthread_sigmask(SIG_BLOCK, &set, &mask);
  return mask;
}

/* Whether something can be read within ms; mask is for the time of the wait. */
static bool wait_for_input(int ms, const sigset_t *mask) {
  struct timespec limit = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
  fd_set set;

  FD_ZERO(&set);
  FD_SET(STDIN_FILENO, &set);
  return pselect(STDIN_FILENO + 1, &set, NULL, NULL, ms < 0 ? NULL : &limit,
                 mask) > 0;
}

/* Where there is a key to be read as well, Ctrl-C was pressed before it; but a
 * wait that ends for the key leaves the signal waiting. */
static bool stop_came(const sigset_t *mask) {
  sigset_t held;

  pthread_sigmask(SIG_SETMASK, mask, &held);
  pthread_sigmask(SIG_SETMASK, &held, NULL);
  return stop_waits();
}

/* Returns false when there was nothing to read. What means nothing here, such
 * as a button that is let go, is KEY_NONE. */
static bool read_now(struct key_event *e) {
  int c = read_code(0);

  *e = (struct key_event){.key = KEY_NONE};
  if (c == ERR)
    return false;
  if (c == PASTE_BEGIN)
    pasting = true;
  if (pasting)
    *e = paste_event();
  else
    *e = is_byte(c) ? character_event(c) : code_event(c);
  return true;
}

/* The next key, waiting for it at most ms. */
static struct key_event next_key(int ms, const sigset_t *mask) {
  struct key_event e = {.key = KEY_NONE};
  bool ready;

  if (pasting)
    return paste_event();
  if (!stop_waits() && read_now(&e))
    return e;
  ready = !terminal_resumed() && !stop_waits() && wait_for_input(ms, mask) &&
          !stop_came(mask);
  if (terminal_take_again()) {
    e.key = KEY_RESIZED;
  } else if (ready && !read_now(&e) && wait_for_input(0, mask)) {
    e.key = KEY_CLOSED; /* readable, and nothing to read: the end */
  }
  return e;
}

struct key_event terminal_read(int ms) {
  sigset_t mask = hold_signals();
  struct key_event e = next_key(ms, &mask);

  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  return e;
}
