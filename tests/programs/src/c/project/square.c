/* SPDX-License-Identifier: GPL-2.0-or-later */
/* square.c - the sum of the first n odd numbers. */
#include "limits.h"
#include "squares.h"

int square(int n)
{
    int sum = 0;

    for (int i = 0; i < n && i < SQUARES_MOST; i++)
        sum += 2 * i + 1;
    return sum;
}
