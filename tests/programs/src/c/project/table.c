/* SPDX-License-Identifier: GPL-2.0-or-later */
/* table.c - print a table of squares. */
#include <stdio.h>

#include "squares.h"

void table_print(int from, int to)
{
    char buffer[40];

    for (int n = from; n <= to; n++)
        printf("%s\n", text_of(n, buffer, sizeof buffer));
}
