# SPDX-License-Identifier: GPL-2.0-or-later
"""multiprocessing with the start method of the first argument: queues, pools, shared memory."""

import multiprocessing as mp
import os
import sys
import time
from multiprocessing import shared_memory


def square(n):
    return n * n


def fail(n):
    raise ValueError(f"no {n}")


def work(todo, done):
    while (item := todo.get()) is not None:
        done.put((item, item ** 3))


def add(counter, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


def answer(connection):
    while (message := connection.recv()) != "stop":
        connection.send(message[::-1])
    connection.close()


def fill(name, start):
    block = shared_memory.SharedMemory(name)
    for i in range(start, len(block.buf), 2):
        block.buf[i] = i % 251
    block.close()


def meet(barrier, event, passed):
    barrier.wait(30)
    event.wait(30)
    passed.release()


def main(method):
    context = mp.get_context(method)

    with context.Pool(2) as pool:
        print("pool", sum(pool.map(square, range(200))))
        print("unordered", sorted(pool.imap_unordered(square, range(10), chunksize=3)))
        print("starmap", pool.starmap(pow, [(2, 5), (3, 3)]))
        try:
            pool.apply(fail, (7,))
        except ValueError as error:
            print("error", error)

    todo, done = context.Queue(), context.Queue()
    workers = [context.Process(target=work, args=(todo, done)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for item in range(100):
        todo.put(item)
    for _ in workers:
        todo.put(None)
    print("queue", sum(done.get(timeout=60)[1] for _ in range(100)))
    for worker in workers:
        worker.join()
    print("exit codes", [worker.exitcode for worker in workers])

    counter = context.Value("i", 0)
    adders = [context.Process(target=add, args=(counter, 300)) for _ in range(2)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    print("counter", counter.value)

    ours, theirs = context.Pipe()
    echo = context.Process(target=answer, args=(theirs,))
    echo.start()
    for word in ("abc", "level", "x" * 100000):
        ours.send(word)
        print("pipe", ours.recv() == word[::-1])
    ours.send("stop")
    echo.join()

    block = shared_memory.SharedMemory(create=True, size=20000)
    fillers = [context.Process(target=fill, args=(block.name, start)) for start in (0, 1)]
    for filler in fillers:
        filler.start()
    for filler in fillers:
        filler.join()
    print("shared memory", all(block.buf[i] == i % 251 for i in range(20000)))
    block.close()
    block.unlink()

    barrier, event, passed = context.Barrier(3), context.Event(), context.Semaphore(0)
    members = [context.Process(target=meet, args=(barrier, event, passed)) for _ in range(2)]
    for member in members:
        member.start()
    barrier.wait(60)
    event.set()
    print("met", [passed.acquire(timeout=60) for _ in members])
    for member in members:
        member.join()

    victim = context.Process(target=time.sleep, args=(60,))
    victim.start()
    victim.kill()
    victim.join()
    print("killed", victim.exitcode)
    quitter = context.Process(target=os._exit, args=(17,))
    quitter.start()
    quitter.join()
    print("quit", quitter.exitcode)


if __name__ == "__main__":
    main(sys.argv[1])
