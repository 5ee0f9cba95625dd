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
};

static void keep(void *data, const char *name) {
  struct found *found = data;
  char *copy;

  if (found->n == found->size) {
    size_t size = found->size ? found->size * 2 : 32;
    char **names = realloc(found->names, size * sizeof *names);

    if (!names)
      return;
    found->names = names;
    found->size = size;
  }
  copy = strdup(name);
  if (copy)
    found->names[found->n++] = copy;
}

static void list(struct screen *s, const struct found *found) {
  struct buffer text = {.n = 0};

  for (size_t i = 0; i < found->n && i < MOST_LISTED; i++)
    buffer_printf(&text, "%s%s", i ? "  " : "", found->names[i]);
  buffer_puts(&text, "\n");
  saying_now(s, buffer_text(&text));
  buffer_fini(&text);
}

/* The text before the cursor is what is completed. */
void screen_complete(struct screen *s) {
  struct session *session = s->prompt->session;
  struct editor *e = &s->editor;
  struct found found = {0};
  char *before = strndup(e->text, e->cursor);
  size_t n, was = e->n;

  if (!before || !session->open) {
    free(before);
    return;
  }
  n = script_complete(session->runner.script, before, keep, &found);
  editor_complete(e, n, (const char *const *)found.names, found.n);
  if (e->n == was && found.n > 1)
    list(s, &found);
  for (size_t i = 0; i < found.n; i++)
    free(found.names[i]);
  free(found.names);
  free(before);
}
