/* SPDX-License-Identifier: GPL-2.0-or-later */
/* squares.h - what the files of the project share. */
#ifndef SQUARES_H
#define SQUARES_H

int square(int n);
void table_print(int from, int to);
const char *text_of(int n, char *buffer, int size);

#endif
