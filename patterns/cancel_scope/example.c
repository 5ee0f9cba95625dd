/* SPDX-License-Identifier: MIT-0 */
/* A search gives up in the middle and keeps what it has found. */
#include <stdio.h>

#include "bt_cancel_scope.h"

static const char *const shelves[] = {"A", "B", "C", "D"};

static int look_through(const char *shelf) {
  int rc = bt_sleep(100);

  if (rc == 0)
    printf("shelf %s: one book\n", shelf);
  return rc;
}

/* It waits, though everything around it is cancelled: a shield. But
 * not for ever: a shield has a deadline of its own. */
static int go_back(void) {
  struct bt_cancel_scope shield;
  int rc;

  bt_cancel_scope_open(&shield, 100, true);
  rc = bt_sleep(20);
  if (rc == 0)
    printf("the ladder is back in its place\n");
  return bt_cancel_scope_close(&shield, rc);
}

static int search(void *found) {
  int rc = 0, back;

  for (int i = 0; rc == 0 && i < 4; i++) {
    rc = look_through(shelves[i]);
    *(int *)found += rc == 0;
  }
  if (rc == UV_ECANCELED) /* a second wait is cancelled, too */
    printf("stop: %s\n", bt_error_name(look_through("E")));
  back = go_back();
  return rc < 0 ? rc : back;
}

static int demo(void *unused) {
  struct bt_cancel_scope scope;
  int rc, found = 0;

  (void)unused;
  bt_cancel_scope_open(&scope, 250, false);
  rc = search(&found);
  rc = bt_cancel_scope_close(&scope, rc);
  if (rc == 0)
    printf("%d books%s\n", found,
           scope.cancelled ? ", perhaps there are more" : "");
  return rc;
}

int main(void) { return bt_run(demo, NULL); }
