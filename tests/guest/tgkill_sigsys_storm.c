/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tgkill(2): SIGSYS without pause (signal_storm.h). */
#define STORM SIGSYS
#include "signal_storm.h"

int main(void)
{
    return signal_storm();
}
