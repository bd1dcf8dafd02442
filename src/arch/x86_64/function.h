/* SPDX-License-Identifier: GPL-2.0-or-later */
/* function.h - for assembly: begin a function that other files of lxcore call. */
#ifndef LXRUN_ARCH_FUNCTION_H
#define LXRUN_ARCH_FUNCTION_H

.macro function name
    .globl \name
    .hidden \name
    .type \name, @function
\name:
.endm

#endif
