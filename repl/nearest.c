/* SPDX-License-Identifier: MIT-0 */
#include "nearest.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* One row of the table: costs of turning a's first i letters into each
 * beginning of b. above is row i - 1, above2 row i - 2. */
static void fill_row(const char *a, size_t i, const char *b, size_t m,
                     const size_t *above2, const size_t *above, size_t *row) {
  row[0] = i;
  for (size_t j = 1; j <= m; j++) {
    size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);

    row[j] = least(change, least(above[j], row[j - 1]) + 1);
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
      row[j] = least(row[j], above2[j - 2] + 1);
  }
}

size_t nearest_distance(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  size_t rows[3][LONGEST];

  if (n >= LONGEST || m >= LONGEST)
    return n > m ? n : m;
  for (size_t j = 0; j <= m; j++)
    rows[0][j] = j;
  for (size_t i = 1; i <= n; i++)
    fill_row(a, i, b, m, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
  return rows[n % 3][m];
}

void nearest_start(struct nearest *nearest, const char *word) {
  nearest->word = word;
  nearest->name = NULL;
  nearest->distance = strlen(word) / 3 + 1; /* and more is another word */
  if (nearest->distance < 2)
    nearest->distance = 2;
}

void nearest_try(struct nearest *nearest, const char *name) {
  size_t distance = nearest_distance(nearest->word, name);

  if (distance >= nearest->distance || distance >= strlen(name))
    return;
  nearest->name = name;
  nearest->distance = distance;
}

const char *nearest_hint(const struct nearest *nearest, const char *prefix,
                         char *buf, size_t size) {
  buf[0] = '\0';
  if (nearest->name)
    snprintf(buf, size, "; did you mean %s%s?", prefix, nearest->name);
  return buf;
}
