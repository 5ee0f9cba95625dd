/* SPDX-License-Identifier: MIT-0 */
#include "stop.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "say.h"

enum { AGAIN_WITHIN_S = 2, GRACE_S = 1, PATIENCE_US = 50 * 1000 };

/* What the signal handlers read: changed with all of them blocked. */
static struct stop_target target;
/* Whether Ctrl-C was pressed, whether time ran out, and that nobody has asked
 * yet; whether time ran out for what runs; how often Ctrl-C was pressed. */
static volatile sig_atomic_t asked, ran_out, late, presses;
static struct timespec first; /* when Ctrl-C was pressed and not yet heard */

static void (*at_end)(void);

static void end_now(int status, const char *text) {
  ssize_t n = write(STDERR_FILENO, text, strlen(text));

  (void)n; /* nothing better can be done here */
  if (at_end)
    at_end();
  _exit(status);
}

/* Pressed, not heard, and pressed again soon. */
static bool pressed_again(void) {
  struct timespec now;
  bool again;

  clock_gettime(CLOCK_MONOTONIC, &now);
  again = target.script && asked && now.tv_sec - first.tv_sec <= AGAIN_WITHIN_S;
  first = now;
  return again;
}

static void stop_target(int code) {
  if (target.script)
    script_stop(target.script, code);
  if (target.loop)
    bt_loop_wake(target.loop);
}

static void interrupt_target(void) {
  static const struct itimerval patience = {.it_value = {0, PATIENCE_US}};

  if (!target.patient) {
    stop_target(UV_EINTR);
  } else {
    setitimer(ITIMER_VIRTUAL, &patience, NULL);
    bt_loop_wake(target.loop);
  }
}

static void on_interrupt(int sig) {
  int kept = errno;

  (void)sig;
  if (pressed_again())
    end_now(STATUS_INTERRUPTED, "\nbaton: interrupted\n");
  asked = 1;
  presses++;
  interrupt_target();
  errno = kept;
}

/* The turn has had its time on the processor and still goes on. */
static void on_patience(int sig) {
  int kept = errno;

  (void)sig;
  if (asked)
    stop_target(UV_EINTR);
  errno = kept;
}

static void on_alarm(int sig) {
  int kept = errno;

  (void)sig;
  if (late)
    end_now(STATUS_LIMIT, "baton: the limit on time was reached\n");
  late = ran_out = 1;
  stop_target(UV_ETIMEDOUT);
  errno = kept;
}

static sigset_t all_signals(void) {
  sigset_t set;

  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGALRM);
  sigaddset(&set, SIGVTALRM);
  sigaddset(&set, SIGPROF);
  return set;
}

static void catch_signal(int sig, void (*handler)(int)) {
  struct sigaction action;

  memset(&action, 0, sizeof action);
  action.sa_handler = handler; /* no SA_RESTART: reading a line must end */
  action.sa_mask = all_signals();
  sigaction(sig, &action, NULL);
}

void stop_init(void) {
  catch_signal(SIGINT, on_interrupt);
  catch_signal(SIGALRM, on_alarm);
  catch_signal(SIGPROF, on_alarm);
  catch_signal(SIGVTALRM, on_patience);
}

struct stop_target stop_watch(struct stop_target next) {
  struct stop_target before;
  sigset_t all = all_signals(), mask;

  pthread_sigmask(SIG_BLOCK, &all, &mask);
  before = target;
  target = next;
  if (asked && target.script)
    interrupt_target();
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  return before;
}

void stop_at_end(void (*call)(void)) { at_end = call; }

static void set_limit(int clock, uint64_t ms) {
  struct itimerval timer = {.it_value = {.tv_sec = (time_t)(ms / 1000),
                                         .tv_usec = (ms % 1000) * 1000},
                            .it_interval = {.tv_sec = GRACE_S}};

  setitimer(clock, &timer, NULL);
  late = ran_out = 0; /* of the one before, which may have rung just now */
}

void stop_after(uint64_t ms) { set_limit(ITIMER_REAL, ms); }

void stop_after_work(uint64_t ms) { set_limit(ITIMER_PROF, ms); }

bool stop_asked(void) {
  bool was = stop_waits();

  asked = ran_out = 0;
  return was;
}

bool stop_waits(void) { return asked || ran_out; }

unsigned stop_presses(void) { return (unsigned)presses; }

void stop_wait(int fd, int ms) {
  struct timespec most = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
  sigset_t all = all_signals(), mask;
  fd_set set;

  FD_ZERO(&set);
  FD_SET(fd, &set);
  pthread_sigmask(SIG_BLOCK, &all, &mask); /* no Ctrl-C between look and wait */
  if (!asked)
    pselect(fd + 1, &set, NULL, NULL, ms < 0 ? NULL : &most, &mask);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}
