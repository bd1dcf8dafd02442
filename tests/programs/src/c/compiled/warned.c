/* SPDX-License-Identifier: GPL-2.0-or-later */
/* warned.c - compiles, but not without a warning. */
int answer(int question)
{
    int unused;

    if (question = 6)
        return 42;
    return question;
}
