# SPDX-License-Identifier: GPL-2.0-or-later
# perl: handlers, alarm, masks, interrupted and restarted reads, SIGCHLD.
# packages: perl
exec perl "$SRC/perl/signals.pl"
