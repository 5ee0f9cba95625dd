/* SPDX-License-Identifier: MIT-0 */
#include "utf8.h"

#include <stdint.h>

static size_t announced(unsigned char first) {
  return first < 0x80   ? 1
         : first < 0xc2 ? 0
         : first < 0xe0 ? 2
         : first < 0xf0 ? 3
         : first < 0xf5 ? 4
                        : 0;
}

size_t utf8_length(const char *s, size_t n) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t length = announced((unsigned char)s[0]);
  uint32_t c = (unsigned char)s[0] & (0xffu >> length);

  if (length < 2 || length > n)
    return length == 1;
  for (size_t i = 1; i < length; i++) {
    if (((unsigned char)s[i] & 0xc0) != 0x80)
      return 0;
    c = c << 6 | ((unsigned char)s[i] & 0x3f);
  }
  if (c < least[length] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
    return 0;
  return length;
}
