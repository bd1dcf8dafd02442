# SPDX-License-Identifier: GPL-2.0-or-later
"""threading: locks, conditions, semaphores, barriers, queues, thread pools, daemons, exit."""

import queue
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

# A hundred threads and one lock.
counter = 0
lock = threading.Lock()


def count():
    global counter
    for _ in range(200):
        with lock:
            counter += 1


threads = [threading.Thread(target=count) for _ in range(100)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("counted", counter)

# Producers, consumers and a bounded queue.
work = queue.Queue(maxsize=4)
results = queue.SimpleQueue()


def consume():
    while (item := work.get()) is not None:
        results.put(item * item)


consumers = [threading.Thread(target=consume) for _ in range(4)]
for thread in consumers:
    thread.start()
for item in range(500):
    work.put(item)
for _ in consumers:
    work.put(None)
for thread in consumers:
    thread.join()
print("sum of squares", sum(results.get() for _ in range(500)))

# Two threads take turns through a condition.
turn, moves = 0, []
condition = threading.Condition()


def play(me):
    global turn
    for _ in range(200):
        with condition:
            condition.wait_for(lambda: turn == me)
            moves.append(me)
            turn = 1 - me
            condition.notify_all()


players = [threading.Thread(target=play, args=(me,)) for me in (0, 1)]
for thread in players:
    thread.start()
for thread in players:
    thread.join()
print("turns alternate", moves == [0, 1] * 200)

# Barrier, semaphore, event, timeouts.
barrier = threading.Barrier(5)
passed = []
crowd = [threading.Thread(target=lambda: passed.append(barrier.wait())) for _ in range(5)]
for thread in crowd:
    thread.start()
for thread in crowd:
    thread.join()
print("barrier", sorted(passed))

inside, most = 0, 0
gate = threading.BoundedSemaphore(3)


def enter():
    global inside, most
    with gate:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.005)
        with lock:
            inside -= 1


visitors = [threading.Thread(target=enter) for _ in range(12)]
for thread in visitors:
    thread.start()
for thread in visitors:
    thread.join()
print("never more than three", 1 <= most <= 3)

event = threading.Event()
started = time.monotonic()
print("event in time", event.wait(0.1), time.monotonic() - started >= 0.1)
timer = threading.Timer(0.05, event.set)
timer.start()
print("event", event.wait(20))
locked = threading.Lock()
locked.acquire()
print("lock in time", locked.acquire(timeout=0.05))

# A pool, exceptions and thread-local data.
with ThreadPoolExecutor(max_workers=8) as pool:
    print("pool", sum(f.result() for f in as_completed(pool.submit(pow, n, 2, 97) for n in range(300))))
    try:
        pool.submit(lambda: 1 / 0).result()
    except ZeroDivisionError as error:
        print("from a thread:", error)

local = threading.local()
seen = []


def remember(n):
    local.value = n
    time.sleep(0.002)
    seen.append(local.value == n)


crowd = [threading.Thread(target=remember, args=(n,)) for n in range(20)]
for thread in crowd:
    thread.start()
for thread in crowd:
    thread.join()
print("thread-local", all(seen), hasattr(local, "value"))
print("native ids differ", threading.get_native_id() != 0, threading.active_count())

# A thread that spins shares the interpreter with the main thread.
sys.setswitchinterval(0.001)
stop = False


def spin():
    while not stop:
        pass


spinner = threading.Thread(target=spin)
spinner.start()
for _ in range(20):
    time.sleep(0.002)
stop = True
spinner.join()
print("spinner stopped")

# The process ends with daemon threads still asleep.
for _ in range(3):
    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
print("daemons", threading.active_count() - 1, flush=True)
sys.exit(0)
