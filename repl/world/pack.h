/* SPDX-License-Identifier: MIT-0 */
/* pack: an event as a few words, with numbers for its strings. */
#ifndef REPL_PACK_H
#define REPL_PACK_H

#include "log.h"
#include "strings.h"

/* How many words the event takes at most. */
size_t pack_words(const struct bt_trace_event *event);

/* Packs the event into words, which has room for pack_words. Returns 0, and
 * how many there are in *n; or UV_ENOMEM. */
int pack_event(uint32_t *words, struct strings *strings,
               const struct bt_trace_event *event, size_t *n);

/* Fills entry with what was packed, all but k. Lists and output point into
 * words. */
void unpack_event(const uint32_t *words, const struct strings *strings,
                  struct log_entry *entry);

static inline enum bt_ev pack_ev(const uint32_t *words) {
  return (enum bt_ev)(words[0] & 0xff);
}

#endif
