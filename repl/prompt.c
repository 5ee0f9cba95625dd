/* SPDX-License-Identifier: MIT-0 */
#define _POSIX_C_SOURCE 200809L /* getline */
#include "prompt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"
#include "say.h"
#include "sink.h"
#include "stop.h"
#include "views/text.h"

/* ---- Opening ---------------------------------------------------------- */

/* A person's lines are theirs alone. */
static FILE *open_history(void) {
  char path[PATH_SIZE];
  FILE *file;

  if (paths_state("history", path, sizeof path) < 0)
    return NULL;
  file = fopen(path, "ae");
  if (file)
    fchmod(fileno(file), 0600);
  return file;
}

void prompt_init(struct prompt *p, struct session *session) {
  memset(p, 0, sizeof *p);
  p->session = session;
  p->interactive = isatty(STDIN_FILENO);
  p->history = p->interactive ? open_history() : NULL;
}

void prompt_fini(struct prompt *p) {
  if (p->history)
    fclose(p->history);
  buffer_fini(&p->text);
}

/* ---- What the session tells ------------------------------------------- */

/* The event of what is printed comes right after it. */
static int on_out(void *data, const char *text, size_t n) {
  struct sink *out = sink_stdout();
  struct prompt *p = data;

  if (p->tell)
    return p->tell(p->face, text, n, log_size(p->session->log) + 1);
  return sink_write(out, text, n) ? 0 : -out->error;
}

/* A line on the face, if there is one. */
static bool tell_line(struct prompt *p, const char *before, const char *text) {
  struct buffer line = {0};

  if (!p->tell)
    return false;
  buffer_printf(&line, "%s%s\n", before, text);
  p->tell(p->face, buffer_text(&line), line.n, session_moment(p->session));
  buffer_fini(&line);
  return true;
}

static void on_echo(void *data, const char *text) {
  if (!tell_line(data, "", text))
    printf("%s\n", text);
}

/* What a session refuses to do is no part of what its program does. */
static void on_report(void *data, const char *rule, const char *text) {
  struct prompt *p = data;
  bool refuses = strcmp(rule, "session") == 0;

  if (strcmp(rule, "error") == 0 || strcmp(rule, "deadlock") == 0 || refuses)
    p->failed = true;
  if (refuses || !tell_line(p, "baton: ", text))
    say("%s", text);
}

static void on_branch(void *data, uint64_t events) {
  const struct prompt *p = data;

  if (p->branch)
    p->branch(p->face, events);
}

static bool on_watch(void *data) {
  const struct prompt *p = data;

  return !p->watch || p->watch(p->face);
}

struct listener prompt_listener(struct prompt *p) {
  return (struct listener){.out = on_out,
                           .echo = on_echo,
                           .report = on_report,
                           .watch = on_watch,
                           .branch = on_branch,
                           .data = p};
}

void prompt_show_step(struct prompt *p) {
  struct session *s = p->session;
  struct buffer out = {0};

  if (!(s->open || s->saved) || p->silent)
    return;
  if (session_tell(s, s->world, &out) < 0) {
    say_no_memory();
    p->failed = true;
  } else {
    fputs(buffer_text(&out), stdout);
  }
  buffer_fini(&out);
}

/* ---- Reading ---------------------------------------------------------- */

enum { WITHIN = '\r' }; /* for a newline within what was typed at once */

void prompt_keep(struct prompt *p, const char *line) {
  if (!p->history || line[0] == '\0')
    return;
  for (; *line; line++)
    fputc(*line == '\n' ? WITHIN : *line, p->history);
  fputc('\n', p->history);
  if (fflush(p->history) == 0 && !ferror(p->history))
    return;
  say("history: %s; lines are not kept any more", strerror(errno));
  fclose(p->history);
  p->history = NULL;
}

int prompt_history(int (*each)(void *data, const char *line), void *data) {
  char path[PATH_SIZE];
  FILE *file =
      paths_state("history", path, sizeof path) < 0 ? NULL : fopen(path, "re");
  char *line = NULL;
  size_t size = 0;
  ssize_t n;
  int rc = 0;

  errno = 0;
  while (file && rc >= 0 && (n = getline(&line, &size, file)) > 0) {
    line[strcspn(line, "\n")] = '\0';
    for (char *c = line; (c = strchr(c, WITHIN));)
      *c = '\n';
    rc = each(data, line);
  }
  if (rc == 0 && errno == ENOMEM)
    rc = UV_ENOMEM;
  else if (file && ferror(file))
    say("history: %s", strerror(errno));
  free(line);
  if (file)
    fclose(file);
  return rc < 0 ? rc : 0;
}

static enum prompt_read line_interrupted(void) {
  clearerr(stdin);
  putchar('\n');
  return PROMPT_INTERRUPTED;
}

enum prompt_read prompt_read(struct prompt *p, const char *ask,
                             struct buffer *line) {
  int c;

  if (p->read)
    return p->read(p->face, ask, line);
  buffer_clear(line);
  stop_asked(); /* what was pressed before is dealt with */
  if (p->interactive)
    fputs(ask, stdout);
  if (!sink_flush(sink_stdout()))
    return PROMPT_END; /* nobody is there to read */
  if (p->interactive)
    stop_wait(STDIN_FILENO, -1);
  if (stop_waits())
    return line_interrupted();
  errno = 0;
  while ((c = getchar()) != EOF && c != '\n')
    buffer_add(line, &(char){(char)c}, 1);
  if (line->error) {
    say_no_memory();
    return PROMPT_END;
  }
  if (c == EOF && errno == EINTR)
    return line_interrupted();
  if (c == EOF && line->n == 0)
    return PROMPT_END;
  prompt_keep(p, buffer_text(line));
  return PROMPT_LINE;
}

/* ---- Lines ------------------------------------------------------------ */

bool prompt_pending(const struct prompt *p) { return p->text.n > 0; }

static enum prompt_result take_lua(struct prompt *p, const char *line) {
  enum session_result result;

  if (prompt_pending(p))
    buffer_puts(&p->text, "\n");
  buffer_puts(&p->text, line);
  if (p->text.error) {
    say_no_memory();
    buffer_clear(&p->text);
    return PROMPT_GO_ON;
  }
  result = session_line(p->session, buffer_text(&p->text));
  if (result == SESSION_MORE)
    return PROMPT_GO_ON;
  buffer_clear(&p->text);
  if (result == SESSION_INTERRUPTED)
    say("interrupted");
  if (result != SESSION_OK && result != SESSION_PAUSED)
    p->failed = true;
  return PROMPT_GO_ON;
}

static bool is_blank(const char *line) {
  return line[strspn(line, " \t\r")] == '\0';
}

enum prompt_result prompt_take(struct prompt *p, const char *line) {
  enum prompt_result result = PROMPT_GO_ON;
  const char *start = line + strspn(line, " \t");

  if (prompt_pending(p))
    result = take_lua(p, line);
  else if (*start == ':' || *start == '?')
    result = prompt_command(p, start);
  else if (!is_blank(line))
    result = take_lua(p, line);
  if (!sink_flush(sink_stdout()) || !(p->session->open || p->session->saved))
    return PROMPT_QUIT;
  return result;
}

/* The end of the input ends a line too: if it is not complete, it is wrong. */
static void take_rest(struct prompt *p) {
  if (!prompt_pending(p))
    return;
  say("the last line is not complete: %s", buffer_text(&p->text));
  p->failed = true;
  buffer_clear(&p->text);
}

int prompt_loop(struct prompt *p) {
  enum prompt_result result = PROMPT_GO_ON;
  struct buffer line = {0};

  while (result == PROMPT_GO_ON) {
    const char *ask = prompt_pending(p) ? "   ..> " : "baton> ";
    enum prompt_read read = prompt_read(p, ask, &line);

    if (read == PROMPT_END)
      break;
    if (read == PROMPT_LINE)
      result = prompt_take(p, buffer_text(&line));
    else
      buffer_clear(&p->text);
  }
  if (p->interactive && result == PROMPT_GO_ON)
    putchar('\n'); /* after Ctrl-D */
  take_rest(p);
  buffer_fini(&line);
  return p->failed && !p->interactive ? STATUS_FAILED : STATUS_FINE;
}
