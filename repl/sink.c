/* SPDX-License-Identifier: MIT-0 */
#include "sink.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "say.h"

struct sink *sink_stdout(void) {
  static struct sink out;

  if (!out.file) {
    signal(SIGPIPE, SIG_IGN);
    out = (struct sink){stdout, "standard output", 0};
  }
  return &out;
}

static bool same_file(const char *a, const char *b) {
  struct stat sa, sb;

  return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev &&
         sa.st_ino == sb.st_ino && S_ISREG(sa.st_mode);
}

int sink_open(struct sink *sink, const char *path, const char *input) {
  *sink = (struct sink){NULL, path, 0};
  if (input && same_file(path, input)) {
    say("-o %s: is the input; name another file", path);
    return -1;
  }
  sink->file = fopen(path, "we");
  if (sink->file)
    return 0;
  say("-o %s: %s", path, strerror(errno));
  return -1;
}

static bool noted(struct sink *sink, bool ok) {
  if (!ok && sink->error == 0)
    sink->error = errno ? errno : EIO;
  return sink->error == 0;
}

bool sink_write(struct sink *sink, const char *data, size_t n) {
  if (sink->error)
    return false;
  return noted(sink, fwrite(data, 1, n, sink->file) == n);
}

bool sink_flush(struct sink *sink) {
  if (sink->error)
    return false;
  return noted(sink, fflush(sink->file) == 0 && !ferror(sink->file));
}

int sink_close(struct sink *sink) {
  sink_flush(sink);
  if (sink->file != stdout)
    noted(sink, fclose(sink->file) == 0);
  if (sink->error && sink->error != EPIPE)
    say("%s: %s", sink->name, strerror(sink->error));
  return sink->error ? -1 : 0;
}
