/* SPDX-License-Identifier: MIT-0 */
/* Names that the line being typed may go on with. */
#include <stdlib.h>
#include <string.h>

#include "../lua/script.h"
#include "screen_parts.h"

enum { MOST_LISTED = 60 };

struct found {
  char **names;
  size_t n, size;
  int error; /* not all were kept */
};

static void keep(void *data, const char *name) {
  struct found *found = data;
  char *copy;

  if (found->n == found->size) {
    size_t size = found->size ? found->size * 2 : 32;
    char **names = realloc(found->names, size * sizeof *names);

    if (!names) {
      found->error = UV_ENOMEM;
      return;
    }
    found->names = names;
    found->size = size;
  }
  copy = strdup(name);
  if (copy)
    found->names[found->n++] = copy;
  else
    found->error = UV_ENOMEM;
}

static int list(struct screen *s, const struct found *found) {
  struct buffer text = {.n = 0};
  int rc;

  for (size_t i = 0; i < found->n && i < MOST_LISTED; i++)
    buffer_printf(&text, "%s%s", i ? "  " : "", found->names[i]);
  buffer_puts(&text, "\n");
  rc = text.error;
  if (rc == 0)
    saying_now(s, buffer_text(&text));
  buffer_fini(&text);
  return rc;
}

/* ---- Commands --------------------------------------------------------- */

struct query {
  struct found *found;
  const char *prefix;
};

static void match(void *data, const char *name) {
  const struct query *query = data;

  if (strncmp(name, query->prefix, strlen(query->prefix)) == 0)
    keep(query->found, name);
}

/* The tasks that a command may be about: those that live, or can run next. */
static void match_tasks(const struct screen *s, struct query *query,
                        bool ready) {
  const struct world *world = s->prompt->session->world;
  uint32_t id = 0;

  while ((id = ready ? world_next_ready(world, id)
                     : world_next_live(world, id)) != 0)
    match(query, log_label(world_log(world), id));
}

/* ":st", ":why pr". Returns how many bytes of it are to be completed. */
static int complete_command(struct screen *s, const char *before,
                            struct found *found) {
  const char *space = strchr(before, ' ');
  struct query query = {found, space ? space + 1 : before + 1};

  if (!space)
    prompt_names(match, &query);
  else if (strncmp(before, ":why ", 5) == 0)
    match_tasks(s, &query, false);
  else if (strncmp(before, ":pick ", 6) == 0)
    match_tasks(s, &query, true);
  return (int)strlen(query.prefix);
}

/* ---- Any line --------------------------------------------------------- */

/* Returns how many bytes are to be completed, or UV_ENOMEM. */
static int find(struct screen *s, const char *before, struct found *found) {
  struct session *session = s->prompt->session;

  if (*before == ':')
    return complete_command(s, before, found);
  if (!session->open)
    return 0;
  return script_complete(session->runner.script, before, keep, found);
}

static int complete(struct screen *s, const char *before, struct found *found) {
  struct editor *e = &s->editor;
  size_t was = e->n;
  int n = find(s, before, found), rc = n < 0 ? n : found->error;

  if (rc == 0)
    rc = editor_complete(e, (size_t)n, (const char *const *)found->names,
                         found->n);
  if (rc == 0 && e->n == was && found->n > 1)
    rc = list(s, found);
  return rc;
}

/* The text before the cursor is what is completed. */
int screen_complete(struct screen *s) {
  struct found found = {0};
  char *before = strndup(s->editor.text, s->editor.cursor);
  int rc = before ? complete(s, before, &found) : UV_ENOMEM;

  for (size_t i = 0; i < found.n; i++)
    free(found.names[i]);
  free(found.names);
  free(before);
  return rc;
}
