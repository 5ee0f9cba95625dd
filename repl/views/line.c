/* SPDX-License-Identifier: MIT-0 */
#include "line.h"

void line_add(struct buffer *out, struct buffer *line) {
  if (line->error && !out->error)
    out->error = line->error;
  buffer_shown(out, buffer_text(line), line->n);
  buffer_puts(out, "\n");
  buffer_fini(line);
}
