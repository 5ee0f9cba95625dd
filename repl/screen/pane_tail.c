/* SPDX-License-Identifier: MIT-0 */
#include <limits.h>

#include "panes.h"

void pane_tail(struct area area, const char *text, int back) {
  int rows = area.w > 0 ? text_rows(text, area.w, INT_MAX) : 0;
  int skip = rows - area.h - back;

  for (int y = skip > 0 ? -skip : 0; y < area.h && rows > 0 && *text; y++) {
    const char *next;
    size_t n = text_wrap(text, area.w, &next);

    if (y >= 0)
      area_put_n(area, 0, y, STYLE_PLAIN, text, n);
    text = next;
  }
}
