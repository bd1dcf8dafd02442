# SPDX-License-Identifier: GPL-2.0-or-later
# misc.pl - files, sockets, locks, select, regular expressions, modules.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Fcntl qw(:flock :mode SEEK_SET);
use File::Find;
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::INET;
use IO::Socket::UNIX;
use List::Util qw(sum shuffle);
use Socket;
use Storable qw(freeze thaw);

$| = 1;

# Files.
my $dir = tempdir(CLEANUP => 1);
for my $i (1 .. 50) {
    open(my $out, '>', "$dir/file$i") or die;
    print $out "content $i\n" x $i;
    close $out or die;
}
my $total = 0;
find(sub { $total += -s if -f }, $dir);
print "bytes: $total\n";
open(my $file, '+<', "$dir/file50") or die;
seek $file, 8, SEEK_SET;
print $file 'XX';
seek $file, 0, SEEK_SET;
print "edited: ", scalar <$file>;
print "mode: ", sprintf('%04o', S_IMODE((stat $file)[2])), "\n";
truncate $file, 5;
print "size: ", -s $file, "\n";
rename "$dir/file1", "$dir/renamed" or die;
print "names: ", scalar(my @names = glob "$dir/*"), "\n";

# Two processes and one lock.
open(my $lock, '>', "$dir/lock") or die;
flock $lock, LOCK_EX;
my $pid = fork // die;
if (!$pid) {
    open(my $mine, '>', "$dir/lock") or die;
    exit(flock($mine, LOCK_EX | LOCK_NB) ? 1 : 0);
}
waitpid $pid, 0;
print "lock held: ", $? == 0 ? 'yes' : 'no', "\n";

# An echo server on loopback with select, and three clients.
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5) or die;
my $port = $server->sockport;
my @clients;
for my $i (1 .. 3) {
    my $client = fork // die;
    if ($client) { push @clients, $client; next }
    my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port) or die;
    $socket->autoflush(1);
    for my $n (1 .. 20) {
        print $socket "client $i message $n\n";
        <$socket> eq "echo client $i message $n\n" or exit 1;
    }
    exit 0;
}
my $select = IO::Select->new($server);
my $served = 0;
my $open = 3;
while ($open) {
    for my $ready ($select->can_read(10)) {
        if ($ready == $server) { my $new = $server->accept; $new->autoflush(1); $select->add($new); next }
        if (defined(my $line = <$ready>)) { print $ready "echo $line"; $served++ }
        else { $select->remove($ready); close $ready; $open-- }
    }
}
for (@clients) { waitpid $_, 0; print "client: $?\n" }
print "served: $served\n";

# A pair of Unix sockets.
socketpair(my $left, my $right, AF_UNIX, SOCK_STREAM, PF_UNSPEC) or die;
syswrite $left, 'ping';
sysread $right, my $word, 10;
print "pair: $word\n";

# Work in memory.
my %words;
$words{ $_ % 97 } += $_ for 1 .. 20000;
print "sums: ", sum(values %words), "\n";
my @sorted = sort { $a <=> $b } shuffle 1 .. 20000;
print "sorted: $sorted[0] $sorted[-1]\n";
my $text = join ' ', map { "key$_=value$_" } 1 .. 2000;
my %pairs = $text =~ /(\w+)=(\w+)/g;
print "pairs: ", scalar(keys %pairs), " $pairs{key1999}\n";
(my $changed = $text) =~ s/(\d+)/$1 + 1/ge;
print "sha: ", sha256_hex($changed), "\n";
print "thawed: ", thaw(freeze({ list => [1 .. 5] }))->{list}[4], "\n";
print "pack: ", unpack('H*', pack('NnCa3', 1, 2, 3, 'abc')), "\n";
print "die: ", (eval { die { code => 7 } } // $@->{code}), "\n";
print "local time: ", scalar(gmtime 1_000_000_000), "\n";
