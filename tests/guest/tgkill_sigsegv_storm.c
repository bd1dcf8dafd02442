/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tgkill(2): SIGSEGV without pause (signal_storm.h). */
#define STORM SIGSEGV
#include "signal_storm.h"

int main(void)
{
    return signal_storm();
}
