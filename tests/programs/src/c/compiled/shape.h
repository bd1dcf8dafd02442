/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shape.h - what main.c and area.c share. */
#ifndef SHAPE_H
#define SHAPE_H

struct shape {
    const char *name;
    double (*area)(double side);
};

extern const struct shape shapes[];
extern const int shape_count;

#endif
