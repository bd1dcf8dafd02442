/* SPDX-License-Identifier: GPL-2.0-or-later */
/* area.c - the areas of three shapes. */
#include <math.h>

#include "shape.h"

static double circle(double radius)
{
    return M_PI * radius * radius;
}

static double square(double side)
{
    return side * side;
}

static double triangle(double side)
{
    return sqrt(3) / 4 * side * side;
}

const struct shape shapes[] = {{"circle", circle}, {"square", square}, {"triangle", triangle}};
const int shape_count = sizeof shapes / sizeof shapes[0];
