/* SPDX-License-Identifier: MIT-0 */
#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "say.h"

/* No program that a person reads is longer; a file that is, is a mistake. */
enum { LARGEST_MB = 16 };
static const size_t largest = (size_t)LARGEST_MB << 20;

/* ---- Reading ---------------------------------------------------------- */

/* Room for one more byte than n, so that the text can be ended. */
static char *grow(char *data, size_t n, size_t *size) {
  char *more;

  if (n + 1 < *size)
    return data;
  *size = *size ? *size * 2 : 4096;
  more = realloc(data, *size);
  if (!more)
    free(data);
  return more;
}

/* Reads to the end, or a little over the limit. NULL with errno set. */
static char *read_stream(FILE *file, size_t *n) {
  char *data = NULL;
  size_t size = 0, got;

  *n = 0;
  do {
    data = grow(data, *n, &size);
    if (!data)
      return NULL;
    got = fread(data + *n, 1, size - *n - 1, file);
    *n += got;
  } while (got > 0 && *n <= largest);
  data[*n] = '\0';
  if (!ferror(file))
    return data;
  free(data);
  return NULL;
}

static char *read_all(FILE *file, const char *path, size_t *n) {
  char *data;

  errno = 0;
  data = read_stream(file, n);
  if (!data) {
    say("%s: %s", path, strerror(errno));
    return NULL;
  }
  if (*n > largest) {
    say("%s: larger than %d MB, so probably no program or trace", path,
        LARGEST_MB);
    free(data);
    return NULL;
  }
  return data;
}

FILE *file_open(const char *path) {
  FILE *file = fopen(path, "rbe");
  struct stat about;

  if (!file) {
    say("%s: %s", path,
        errno == ENOENT ? "there is no such file" : strerror(errno));
    return NULL;
  }
  if (fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode)) {
    say("%s: is a folder, not a file", path);
    fclose(file);
    return NULL;
  }
  return file;
}

char *file_read(const char *path, size_t *n) {
  FILE *file = file_open(path);
  size_t length;
  char *data;

  if (!file)
    return NULL;
  data = read_all(file, path, n ? n : &length);
  fclose(file);
  return data;
}

/* ---- Looking at it ---------------------------------------------------- */

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');

  return slash && slash[1] ? slash + 1 : path;
}

static bool ends_in(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);

  return n >= m && strcmp(text + n - m, end) == 0;
}

static int refuse_c(const char *path) {
  say("%s: Baton cannot run C programs yet; build it with the files of core/ "
      "and patterns/ (baton copy core) and run it by itself",
      path);
  return -1;
}

static int refuse_binary(const struct source *source, const char *path) {
  const char *zero = memchr(source->text, '\0', source->n);
  int line = 1;

  if (!zero && source->text[0] != '\x1b')
    return 0;
  for (const char *c = source->text; zero && c < zero; c++)
    line += *c == '\n';
  say("%s:%d: is not the text of a program (compiled or binary)", path, line);
  return -1;
}

/* The mark that some editors put before UTF-8, and a #! line: both are made
 * into something that Lua passes over, so that line numbers stay. */
static void blank_first_line(struct source *source) {
  char *text = source->text;

  if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
    text = (char *)memset(text, ' ', 3) + 3;
  if (*text == '#')
    memset(text, ' ', strcspn(text, "\n"));
}

int source_from_text(struct source *source, const char *name,
                     const char *text) {
  source->name = strdup(name);
  source->text = strdup(text);
  source->n = strlen(text);
  if (source->name && source->text)
    return 0;
  source_free(source);
  say_no_memory();
  return -1;
}

int source_read(struct source *source, const char *path) {
  bool is_stdin = strcmp(path, "-") == 0;

  memset(source, 0, sizeof *source);
  if (ends_in(path, ".c"))
    return refuse_c(path);
  source->text = is_stdin ? read_all(stdin, "standard input", &source->n)
                          : file_read(path, &source->n);
  if (!source->text)
    return -1;
  source->name = strdup(is_stdin ? "stdin" : base_name(path));
  if (!source->name) {
    say_no_memory();
    return -1;
  }
  if (refuse_binary(source, is_stdin ? "standard input" : path) < 0)
    return -1;
  blank_first_line(source);
  return 0;
}

void source_free(struct source *source) {
  free(source->name);
  free(source->text);
  memset(source, 0, sizeof *source);
}

void source_print(const struct source *source) {
  const char *line = source->text;
  const char *end = source->text + source->n;

  for (int number = 1; line < end; number++) {
    size_t n = strcspn(line, "\n");

    printf("%4d  %.*s\n", number, (int)n, line);
    line += n + 1;
  }
}
