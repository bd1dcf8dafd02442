# SPDX-License-Identifier: GPL-2.0-or-later
# signals.pl - handlers, alarm, masks, interrupted calls, child signals.
use strict;
use warnings;
use POSIX qw(:signal_h :errno_h _exit);
use Time::HiRes qw(setitimer ITIMER_REAL ualarm);

$| = 1;

# A handler, a hundred times.
my $count = 0;
$SIG{USR1} = sub { $count++ };
kill 'USR1', $$ for 1 .. 100;
print "handled: $count\n";

# alarm breaks a blocking call through die.
my $slept = eval {
    local $SIG{ALRM} = sub { die "alarm\n" };
    ualarm 100_000;
    sleep 20;
    1;
};
print "sleep: ", $slept ? 'ended' : $@;

# alarm interrupts a read; without SA_RESTART it gives EINTR.
pipe(my $from, my $to) or die;
sigaction(SIGALRM, POSIX::SigAction->new(sub { }, POSIX::SigSet->new, 0));
ualarm 100_000;
my $got = sysread $from, my $buffer, 1;
print "read: ", defined $got ? $got : $! == EINTR ? 'EINTR' : $!, "\n";

# With SA_RESTART the read goes on and sees what is written later.
my $rang = 0;
sigaction(SIGALRM, POSIX::SigAction->new(sub { $rang++ }, POSIX::SigSet->new, SA_RESTART));
ualarm 100_000;
my $writer = fork // die;
if (!$writer) { select undef, undef, undef, 0.4; syswrite $to, 'x'; _exit(0) }
$got = sysread $from, $buffer, 1;
waitpid $writer, 0;
print "restarted read: $got '$buffer', rang: $rang\n";

# A busy loop under an interval timer, with safe signals.
my $ticks = 0;
$SIG{ALRM} = sub { $ticks++ };
setitimer(ITIMER_REAL, 0.005, 0.005);
my $x = 1;
while ($ticks < 20) { $x = ($x * 1103515245 + 12345) % 2147483648 }
setitimer(ITIMER_REAL, 0);
print "ticks: ", $ticks >= 20 ? 'enough' : $ticks, "\n";

# A blocked signal waits until it is unblocked, once.
my $set = POSIX::SigSet->new(SIGUSR1);
$count = 0;
sigprocmask(SIG_BLOCK, $set);
kill 'USR1', $$ for 1 .. 5;
my $pending = POSIX::SigSet->new;
sigpending($pending);
print "blocked: $count, pending: ", $pending->ismember(SIGUSR1), "\n";
sigprocmask(SIG_UNBLOCK, $set);
print "unblocked: $count\n";

# sigsuspend waits for a signal from another process.
sigprocmask(SIG_BLOCK, $set);
my $sender = fork // die;
if (!$sender) { kill 'USR1', getppid; _exit(0) }
sigsuspend(POSIX::SigSet->new);
waitpid $sender, 0;
print "suspended until: $count\n";

# SIGCHLD for each of ten children, waited for in the handler.
my %ended;
$SIG{CHLD} = sub {
    while ((my $pid = waitpid -1, POSIX::WNOHANG) > 0) { $ended{$pid} = $? >> 8 }
};
for my $i (1 .. 10) { fork // die or _exit($i) }
select undef, undef, undef, 0.02 while keys %ended < 10;
print "children: @{[sort { $a <=> $b } values %ended]}\n";

# Death by a signal, seen from the parent.
$SIG{CHLD} = 'DEFAULT';
for my $name (qw(TERM KILL SEGV ABRT PIPE)) {
    my $pid = fork // die;
    if (!$pid) { $SIG{$name} = 'DEFAULT' if $name ne 'KILL'; kill $name, $$; sleep 5; _exit(0) }
    waitpid $pid, 0;
    print "$name: ", $? & 127, "\n";
}
