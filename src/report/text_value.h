/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text_value.h - from the words of a decoder, which are strace's, to a value of JSON.
 *
 *     {st_mode=S_IFREG|0644, st_size=5}      {"st_mode":["S_IFREG","0644"],"st_size":"5"}
 *     [{fd=3, events=POLLIN}]                [{"fd":"3","events":["POLLIN"]}]
 *     [CHLD], ~[INT]                         ["CHLD"], {"except":["INT"]}
 *     [16 => 2]                              [{"before":"16","after":"2"}]
 *     [{WIFEXITED(s) && WEXITSTATUS(s) == 3}]  [{"WIFEXITED":true,"WEXITSTATUS":"3"}]
 *     htons(80), inet_addr("127.0.0.1")      "80", "127.0.0.1"
 *     NULL                                   null
 *
 * Numbers become strings, as they are shown: they may have 64 bits.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_TEXT_VALUE_H
#define LXRUN_REPORT_TEXT_VALUE_H

#include <stddef.h>

struct emit;

/* One value; whatever is not of these forms is a string. */
void text_value_put(struct emit *json, const char *text, size_t size);
/* `A|B|0x40` as an array of words; `0` as an empty one. */
void text_value_put_flags(struct emit *json, const char *text, size_t size);

#endif
