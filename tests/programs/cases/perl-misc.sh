# SPDX-License-Identifier: GPL-2.0-or-later
# perl: files, locks, loopback and Unix sockets, select, regular expressions, modules.
# packages: perl
exec perl "$SRC/perl/misc.pl"
