# SPDX-License-Identifier: GPL-2.0-or-later
# fork.pl - fork, pipe, exec, wait, and how children end.
use strict;
use warnings;
use POSIX qw(:sys_wait_h _exit);

$| = 1;

# Twenty children answer through one pipe.
pipe(my $from, my $to) or die "pipe: $!";
for my $i (1 .. 20) {
    my $pid = fork // die "fork: $!";
    next if $pid;
    close $from;
    syswrite $to, sprintf("%02d\n", $i * 3);
    _exit($i);
}
close $to;
print "answers: ", join(',', map { chomp; $_ } sort <$from>), "\n";
my @statuses;
while ((my $pid = wait) > 0) { push @statuses, $? >> 8 }
print "statuses: @{[sort { $a <=> $b } @statuses]}\n";
print "nobody left: ", $! + 0, "\n";

# Pipes to and from commands.
open(my $sorter, '|-', 'sort', '-r') or die;
print $sorter "$_\n" for qw(b a c);
close $sorter;
open(my $lister, '-|', 'echo one; echo two; exit 3') or die;
print "read: $_" while <$lister>;
close $lister;
print "exit: ", $? >> 8, "\n";
print "backticks: ", `echo hello`, "status: $?\n";
print "list form: ", scalar(`seq 1 1000 | wc -l`);

# system, exec, and their failures.
print "system: ", system('sh', '-c', 'exit 5') >> 8, "\n";
print "signal: ", system('kill -KILL $$') & 127, "\n";
print "missing: ", do { no warnings; system('./missing-program') }, " $!\n";
my $pid = fork // die;
if (!$pid) { no warnings; exec './missing-program'; _exit($!{ENOENT} ? 44 : 45) }
waitpid $pid, 0;
print "exec failed: ", $? >> 8, "\n";

# A pipe to ourselves: the child writes what the parent reads.
$pid = open(my $child, '-|') // die;
if (!$pid) { print "line $_\n" for 1 .. 5000; exit 0 }
my $lines = 0;
$lines++ while <$child>;
close $child;
print "lines: $lines\n";

# Non-blocking wait, and a process group.
$pid = fork // die;
if (!$pid) { setpgrp(0, 0); sleep 20; _exit(0) }
print "running: ", waitpid($pid, WNOHANG), "\n";
select undef, undef, undef, 0.01 until getpgrp($pid) == $pid;
kill 'TERM', -$pid;
waitpid $pid, 0;
print "group killed: ", WIFSIGNALED($?) ? WTERMSIG($?) : 'no', "\n";
