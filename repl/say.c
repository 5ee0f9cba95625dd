/* SPDX-License-Identifier: MIT-0 */
#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void say(const char *format, ...) {
  va_list args;

  fflush(stdout);
  fputs("baton: ", stderr);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
}

void say_text(const char *text) {
  size_t n = strlen(text);

  fflush(stdout);
  fputs(text, stderr);
  if (n == 0 || text[n - 1] != '\n')
    fputc('\n', stderr);
}

int say_no_memory(void) {
  say("out of memory");
  return STATUS_FAILED;
}
