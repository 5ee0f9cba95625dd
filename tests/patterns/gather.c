/* SPDX-License-Identifier: MIT-0 */
#include "gather.h"

void spawn_parts(struct part parts[N]) {
  for (size_t i = 0; i < N; i++)
    spawn_nth(i, does_its_part, &parts[i]);
}

int say_results(int rc, const int results[N]) {
  const char *message = bt_message(bt_self());

  if (rc < 0)
    return say_rc(message ? message : "gathered", rc);
  for (int i = 0; i < N; i++)
    say_rc("result", results[i]);
  return rc;
}

int gather(void) {
  int results[N] = {-99, -99, -99};
  int rc = bt_gather(abcd, N, results);

  if (rc < 0)
    for (int i = 0; i < N; i++)
      assert_int_equal(results[i], -99);
  return say_results(rc, results);
}

struct part two_fail[N] = {{30, 1}, {10, UV_EIO}, {20, UV_ENOENT}};
