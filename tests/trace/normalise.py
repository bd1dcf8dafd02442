# SPDX-License-Identifier: GPL-2.0-or-later
"""A trace of strace or of lxrun trace (-f -o FILE) as lines that can be compared.

Lines are put together by thread, unfinished ones with what resumes them; threads
are named by who has made them, as 0.1 is the second child of the first one.
What no two runs have in common is replaced: numbers of threads, addresses,
times.  docs/trace-differences.md says what else may differ, and why.
"""

import re

LINE = re.compile(r"(\d+) +(.*)")
RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
UNFINISHED = " <unfinished ...>"
BIRTH = re.compile(r"(?:clone|clone3|fork|vfork)\(.*\) += (\d+)$")

# Discarded by the kernel when nobody handles them: only a ptracer hears of them.
DISCARDED = re.compile(r"--- SIG(CHLD|WINCH|CONT|URG) ")

REPLACED = [
    (re.compile(r" += "), " = "),
    (re.compile(r"0x[0-9a-f]{5,}"), "ADDRESS"),
    (re.compile(r"\b(tv_sec|tv_nsec|tv_usec)=\d+"), r"\1=TIME"),
    (re.compile(r"/\* \d{4}-\d\d-\d\dT\S+ \*/"), "/* DATE */"),
    (re.compile(r"(getppid\(\)) = \d+"), r"\1 = PARENT"),
    (re.compile(r"(getrandom\()\"[^\"]*\""), r"\1BYTES"),
    (re.compile(r"\b(uptime|freeram|sharedram|bufferram|procs)=\d+"), r"\1=N"),
    (re.compile(r"\b(loads=)\[[^]]*\]"), r"\1N"),
    (re.compile(r"\b(f_bfree|f_bavail|f_ffree)=\d+"), r"\1=N"),
    (re.compile(r"\b(si_utime|si_stime|tms_\w+)=\d+"), r"\1=N"),
    (re.compile(r"(times\(.*\)) = \d+"), r"\1 = N"),
    (re.compile(r"sin6?_port=htons\(\d{5}\)"), "PORT"),
    (re.compile(r"\bcc\w{6}\b"), "ccXXXXXX"),
    # Addresses in /proc/self/maps; seeds out of /dev/urandom; the nonce of a journal.
    (re.compile(r'"[0-9a-f]{8,12}-[0-9a-f]{8,12} [^"]*"'), '"MAPS"'),
    (re.compile(r'(read\(\d+, )"[^"]*"(?:\.\.\.)?(, (4|44)\))'), r"\1SEED\2"),
    (re.compile(r'(pwrite64\(4, )"[^"]*"(?:\.\.\.)?'), r"\1JOURNAL"),
    (re.compile(r"(/\.git/)t\w{6}\b"), r"\1tXXXXXX"),
    # What compilers and databases call files that are there for a moment.
    (re.compile(r"\b(tmp_obj_|etilqs_)\w+"), r"\1X"),
    # How many variables there are: lxrun is asked for by another shell.
    (re.compile(r"/\* \d+ vars \*/"), "/* vars */"),
]


class Thread:
    def __init__(self, key):
        self.key = key
        self.lines = []
        self.begun = None  # the first part of a call
        self.children = 0


class Threads:
    """Every thread of a trace, by number; those that nobody has made are roots."""

    def __init__(self):
        self.by_number = {}
        self.order = []

    def get(self, number):
        if number not in self.by_number:
            self.by_number[number] = Thread(None)
            self.order.append(number)
        return self.by_number[number]

    def born(self, parent, number):
        child = self.get(number)
        child.parent_place = parent.children
        child.parent = parent
        parent.children += 1

    def name(self):
        roots = 0
        for number in self.order:
            thread = self.by_number[number]
            if not hasattr(thread, "parent"):
                thread.key = str(roots)
                roots += 1
        for number in self.order:
            self.key_of(self.by_number[number])

    def key_of(self, thread):
        if thread.key is None:
            thread.key = f"{self.key_of(thread.parent)}.{thread.parent_place}"
        return thread.key


def take(threads, number, text):
    thread = threads.get(number)
    resumed = RESUMED.match(text)
    if resumed:
        text = (thread.begun or "") + resumed[1]
        thread.begun = None
    if text.endswith(UNFINISHED):
        thread.begun = text[:-len(UNFINISHED)]
        return
    thread.lines.append(text)
    born = BIRTH.match(text)
    if born:
        threads.born(thread, born[1])


def replace_numbers(text, threads):
    def name(found):
        thread = threads.by_number.get(found[0])
        return f"THREAD{thread.key}" if thread else found[0]
    return re.sub(r"(?<![\w.\"/])\d{3,7}(?![\w.\"])", name, text)


def replaced(text, threads):
    text = replace_numbers(text, threads)
    for pattern, by in REPLACED:
        text = pattern.sub(by, text)
    return text


def settled(lines):
    """A handler's end comes whenever the signal does, and once for two signals that
    came before it began: last, each form once, without the register that it gives back."""
    returns = [line for line in lines if line.startswith("rt_sigreturn(")]
    others = [line for line in lines if not line.startswith("rt_sigreturn(")]
    return others + sorted({line.split(" = ")[0] for line in returns})


def read(path):
    """{key of a thread: its lines}"""
    threads = Threads()
    with open(path, encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            found = LINE.match(line.rstrip("\n"))
            if found and not DISCARDED.match(found[2]):
                take(threads, found[1], found[2])
    threads.name()
    return {thread.key: settled([replaced(text, threads) for text in thread.lines])
            for thread in threads.by_number.values()}
