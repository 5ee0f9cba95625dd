/* SPDX-License-Identifier: MIT-0 */
/* Which panes are shown: all that there is room for, or one alone. */
#include "screen_parts.h"

enum { ALL = TAB_COUNT };

static bool is_narrow(const struct screen *s) {
  return s->frame.w < SCENE_FOLDED_W;
}

/* Fills in what comes one after the other; returns how many. Beside others
 * tasks and waits are seen whole, so only what is read is shown alone. */
static int list(const struct screen *s, int stops[ALL + 1]) {
  static const enum tab narrow[] = {TAB_LESSON, TAB_SOURCE, TAB_TASKS,
                                    TAB_WAITS, TAB_OUTPUT};
  static const enum tab wide[] = {TAB_SOURCE, TAB_LESSON, TAB_OUTPUT};
  const enum tab *tabs = is_narrow(s) ? narrow : wide;
  int most = is_narrow(s) ? 5 : 3, n = 0;

  if (!is_narrow(s))
    stops[n++] = ALL;
  for (int i = 0; i < most; i++)
    if (tabs[i] != TAB_LESSON || s->has_lesson)
      stops[n++] = (int)tabs[i];
  return n;
}

void showing_next(struct screen *s, int by) {
  int stops[ALL + 1], n = list(s, stops), here = 0;

  for (int i = 0; i < n; i++)
    if (stops[i] == (is_narrow(s) || s->whole ? (int)s->tab : ALL))
      here = i;
  here = (here + by + n) % n;
  if (stops[here] == ALL)
    showing_all(s);
  else
    showing_alone(s, (enum tab)stops[here]);
}

void showing_alone(struct screen *s, enum tab tab) {
  s->graph = false;
  s->tab = tab;
  s->whole = !is_narrow(s);
}

void showing_all(struct screen *s) { s->graph = s->whole = false; }

bool showing_lesson(struct screen *s) {
  struct scene scene = screen_scene(s);
  int w, h;

  scene_page(&s->frame, &scene, &w, &h);
  if (!s->has_lesson || h > 0)
    return false;
  if (is_narrow(s))
    showing_alone(s, TAB_LESSON);
  else
    showing_all(s);
  return true;
}
