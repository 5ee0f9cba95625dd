/* SPDX-License-Identifier: MIT-0 */
/* prompt_parts: what the files of the prompt share and nobody else sees. */
#ifndef PROMPT_PARTS_H
#define PROMPT_PARTS_H

#include "prompt.h"

/* Says what was wrong about a line; always PROMPT_GO_ON. */
enum prompt_result prompt_wrong(struct prompt *prompt, const char *text);

/* Reads a whole number, or takes fallback where arg is empty (UINT64_MAX:
 * there must be one). */
bool prompt_number(const char *arg, uint64_t fallback, uint64_t *n);

/* prompt_move.c: the commands of these names. */
enum prompt_result prompt_step(struct prompt *prompt, const char *arg);
enum prompt_result prompt_back(struct prompt *prompt, const char *arg);
enum prompt_result prompt_size(struct prompt *prompt, const char *arg);
enum prompt_result prompt_goto(struct prompt *prompt, const char *arg);
enum prompt_result prompt_run(struct prompt *prompt, const char *arg);
enum prompt_result prompt_until(struct prompt *prompt, const char *arg);
enum prompt_result prompt_pick(struct prompt *prompt, const char *arg);
enum prompt_result prompt_find(struct prompt *prompt, const char *arg);

#endif
