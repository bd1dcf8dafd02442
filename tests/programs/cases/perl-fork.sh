# SPDX-License-Identifier: GPL-2.0-or-later
# perl: forks, pipes to and from commands, exec and its failures, process groups.
# packages: perl
exec perl "$SRC/perl/fork.pl"
