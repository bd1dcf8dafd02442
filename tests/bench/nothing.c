/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * nothing.c - the program that exec benchmarks start; built static with musl,
 * because the start of a dynamic glibc program costs more than what is measured.
 */
int main(void)
{
    return 0;
}
