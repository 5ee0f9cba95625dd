/* SPDX-License-Identifier: MIT-0 */
#define _POSIX_C_SOURCE 200809L /* dup2, pread */
#include "capture.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { RESCUE = 1024 };

int capture_open(struct capture *c) {
  *c = (struct capture){.out = -1, .err = -1};
  fflush(stdout);
  c->file = tmpfile();
  c->out = dup(STDOUT_FILENO);
  c->err = dup(STDERR_FILENO);
  if (c->file && c->out >= 0 && c->err >= 0 &&
      dup2(fileno(c->file), STDOUT_FILENO) >= 0 &&
      dup2(fileno(c->file), STDERR_FILENO) >= 0)
    return 0;
  capture_close(c);
  return -(errno ? errno : EIO);
}

void capture_close(struct capture *c) {
  fflush(stdout);
  if (c->out >= 0) {
    dup2(c->out, STDOUT_FILENO);
    close(c->out);
  }
  if (c->err >= 0) {
    dup2(c->err, STDERR_FILENO);
    close(c->err);
  }
  if (c->file)
    fclose(c->file);
  transcript_fini(&c->text);
  *c = (struct capture){.out = -1, .err = -1};
}

void capture_read(struct capture *c, uint64_t events) {
  char piece[4096];
  ssize_t n;

  fflush(stdout);
  while ((n = pread(fileno(c->file), piece, sizeof piece, c->read)) > 0) {
    transcript_tell(&c->text, piece, (size_t)n, events);
    c->read += n;
  }
}

void capture_rescue(const struct capture *c) {
  char piece[RESCUE];
  off_t end = lseek(STDERR_FILENO, 0, SEEK_CUR);
  off_t start = end > RESCUE ? end - RESCUE : 0;
  ssize_t n = pread(STDERR_FILENO, piece, sizeof piece, start);

  if (n > 0)
    n = write(c->err, piece, (size_t)n);
  (void)n; /* nothing better can be done in a crash */
}
