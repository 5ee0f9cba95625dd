/* SPDX-License-Identifier: MIT-0 */
#define _GNU_SOURCE /* ncursesw's wide characters, sigaction */
#define NCURSES_WIDECHAR 1
#include "terminal.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "../stop.h"
#include "dump.h"
#include "terminal_parts.h"
#include "width.h"

static const char modes_on[] = "\033[?2004h"; /* bracketed paste */
static const char modes_off[] = "\033[?2004l\033[?2026l";
/* Between these a terminal that knows them shows nothing: a frame appears
 * whole, however many pieces it comes in. Others ignore them. */
static const char frame_begins[] = "\033[?2026h";
static const char frame_ends[] = "\033[?2026l";

static SCREEN *screen;
static FILE *shown;  /* what ncurses writes to ... */
static int shown_fd; /* ... and what is written in handlers */
static void (*on_crash)(void);
static bool in_colour;
static struct termios before; /* as the terminal was */
static char restoring[512];   /* what gives its screen back */
static volatile sig_atomic_t resumed;

/* ---- Giving the terminal back ----------------------------------------- */

static void say(const char *text) {
  ssize_t n = write(shown_fd, text, strlen(text));

  (void)n; /* a terminal that is gone needs nothing back */
}

/* Safe in a signal handler, which endwin is not. */
static void give_back(void) {
  say(restoring);
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void add_capability(const char *name) {
  const char *s = tigetstr(name);

  if (s && s != (const char *)-1 &&
      strlen(restoring) + strlen(s) < sizeof restoring)
    strcat(restoring, s);
}

static void plan_restoring(void) {
  strcpy(restoring, modes_off);
  add_capability("sgr0");
  add_capability("cnorm");
  add_capability("rmkx");
  add_capability("rmcup");
  strcat(restoring, "\033[?1000l\033[?1006l"); /* the mouse */
}

static const int deadly[] = {SIGTERM, SIGHUP, SIGQUIT, SIGABRT,
                             SIGSEGV, SIGBUS, SIGFPE,  SIGILL};
enum { DEADLY = sizeof deadly / sizeof deadly[0] };
static struct sigaction old_deadly[DEADLY], old_stop, old_cont;

static void set_action(int sig, void (*handler)(int), struct sigaction *old) {
  struct sigaction action;

  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(sig, &action, old);
}

static void end_badly(void) {
  give_back();
  if (on_crash)
    on_crash();
}

static void on_deadly(int sig) {
  end_badly();
  signal(sig, SIG_DFL);
  raise(sig);
}

static void on_stop(int sig) {
  int error = errno;
  sigset_t unblock;

  give_back();
  signal(sig, SIG_DFL);
  sigemptyset(&unblock);
  sigaddset(&unblock, sig);
  raise(sig);
  sigprocmask(SIG_UNBLOCK, &unblock, NULL); /* stops here until SIGCONT */
  set_action(SIGTSTP, on_stop, NULL);
  resumed = 1;
  errno = error;
}

static void on_continue(int sig) {
  (void)sig;
  resumed = 1;
}

static void watch_signals(void) {
  for (int i = 0; i < DEADLY; i++)
    set_action(deadly[i], on_deadly, &old_deadly[i]);
  set_action(SIGTSTP, on_stop, &old_stop);
  set_action(SIGCONT, on_continue, &old_cont);
}

static void unwatch_signals(void) {
  for (int i = 0; i < DEADLY; i++)
    sigaction(deadly[i], &old_deadly[i], NULL);
  sigaction(SIGTSTP, &old_stop, NULL);
  sigaction(SIGCONT, &old_cont, NULL);
}

/* ---- Open and close --------------------------------------------------- */

/* Terminals of few colours get the nearest of the first eight. */
static short nearest(enum style style) {
  int colour = style_colour(style);

  if (colour < 0 || COLORS >= 256)
    return (short)colour;
  switch (style) {
  case STYLE_RUN:
    return COLOR_GREEN;
  case STYLE_READY:
  case STYLE_CODE:
    return COLOR_CYAN;
  case STYLE_SLEEP:
    return COLOR_YELLOW;
  case STYLE_LOCK:
    return COLOR_MAGENTA;
  case STYLE_ERROR:
    return COLOR_RED;
  default:
    return -1;
  }
}

static void set_colours(bool colour) {
  in_colour = colour && has_colors() && start_color() == OK;
  if (!in_colour)
    return;
  use_default_colors();
  for (int s = 0; s < STYLE_COUNT; s++)
    init_pair((short)(s + 1), nearest((enum style)s), -1);
}

/* newterm says so too, but keeps memory where it fails. */
static bool is_known(int fd) {
  int error;

  if (setupterm(NULL, fd, &error) != OK)
    return false;
  del_curterm(cur_term);
  return true;
}

/* Its own stream, since standard output may go elsewhere meanwhile. */
static bool start_curses(int out) {
  int fd = dup(out);

  shown = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (!shown) {
    if (fd >= 0)
      close(fd);
    return false;
  }
  shown_fd = fd;
  screen = is_known(fd) ? newterm(NULL, shown, stdin) : NULL;
  if (!screen)
    fclose(shown);
  return screen != NULL;
}

static void set_modes(void) {
  set_escdelay(25);
  cbreak(); /* not raw: Ctrl-C must stop a program that never waits */
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
  mouseinterval(0);
  terminal_define_keys();
}

int terminal_open(int out, bool colour, void (*crashed)(void),
                  const char **why) {
  if (!isatty(STDIN_FILENO) || !isatty(out)) {
    *why = "standard input and output are no terminal";
    return -1;
  }
  if (tcgetattr(STDIN_FILENO, &before) < 0) {
    *why = "the terminal does not tell its settings";
    return -1;
  }
  setlocale(LC_CTYPE, "");
  if (!start_curses(out)) {
    *why = "the terminal's type, TERM, is not known here";
    return -1;
  }
  set_modes();
  set_colours(colour);
  plan_restoring();
  on_crash = crashed;
  watch_signals();
  stop_at_end(end_badly);
  atexit(terminal_close);
  say(modes_on);
  return 0;
}

void terminal_close(void) {
  if (!screen)
    return;
  unwatch_signals();
  stop_at_end(NULL);
  endwin();
  say(modes_off);
  delscreen(screen);
  fclose(shown);
  screen = NULL;
}

bool terminal_is_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && wcwidth(L'\u2502') == 1;
}

void terminal_size(int *w, int *h) { getmaxyx(stdscr, *h, *w); }

bool terminal_take_again(void) {
  if (!resumed)
    return false;
  resumed = 0;
  reset_prog_mode();
  say(modes_on);
  clearok(stdscr, TRUE);
  refresh();
  return true;
}

bool terminal_resumed(void) { return resumed; }

/* ---- Showing ---------------------------------------------------------- */

static attr_t attributes(enum style style) {
  attr_t a = A_NORMAL;

  if (style_bold(style))
    a |= A_BOLD;
  if (style_reverse(style))
    a |= A_REVERSE;
  return a;
}

static void show_character(int x, int y, uint32_t ch, enum style style) {
  wchar_t text[2] = {(wchar_t)ch, 0};
  short pair = in_colour ? (short)(style + 1) : 0;
  cchar_t c;

  if (setcchar(&c, text, attributes(style), pair, NULL) == OK)
    mvadd_wch(y, x, &c);
}

/* What the system does not know, or counts other columns for, would move the
 * rest of its row. */
static void show_cell(int x, int y, const struct cell *cell) {
  int w = cell->ch ? width_of(cell->ch) : 0;
  bool known = w > 0 && wcwidth((wchar_t)cell->ch) == w;

  if (w > 0)
    show_character(x, y, known ? cell->ch : '?', (enum style)cell->style);
  if (w == 2 && !known)
    show_character(x + 1, y, ' ', (enum style)cell->style);
}

bool terminal_is_free(void) {
  struct pollfd p = {.fd = shown_fd, .events = POLLOUT};

  return poll(&p, 1, 0) > 0 && (p.revents & POLLOUT);
}

void terminal_renew(void) { clearok(curscr, TRUE); }

void terminal_show(const struct frame *frame) {
  for (int y = 0; y < frame->h; y++)
    for (int x = 0; x < frame->w; x++)
      show_cell(x, y, &frame->cells[y * frame->w + x]);
  curs_set(frame->cursor_x >= 0);
  if (frame->cursor_x >= 0)
    move(frame->cursor_y, frame->cursor_x);
  say(frame_begins);
  refresh();
  say(frame_ends);
}
