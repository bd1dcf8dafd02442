# SPDX-License-Identifier: GPL-2.0-or-later
# An interactive bash on a pseudo-terminal: ^C, ^Z, fg, bg, ^D, resizing, tostop, hanging up.
# packages: bash python3 coreutils
# run: native
exec /usr/bin/python3 -B "$SRC/python/job_control.py" $LXRUN_CMD
