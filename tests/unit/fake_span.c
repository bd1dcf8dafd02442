/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_span.c - lxcore's span, at a place of which the test process knows. */
__asm__(".globl lx_image_start, lx_image_end, lx_first_area\n"
        ".set lx_image_start, 0x680000000000\n"
        ".set lx_image_end, 0x680000040000\n"
        ".set lx_first_area, 0x680000020000\n");
