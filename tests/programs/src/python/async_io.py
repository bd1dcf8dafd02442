# SPDX-License-Identifier: GPL-2.0-or-later
"""asyncio: tasks, timeouts, TCP and Unix servers, subprocesses, signals, threads."""

import asyncio
import os
import signal


async def tasks():
    async def step(n):
        await asyncio.sleep(0.001 * (n % 5))
        return n

    print("gather", sum(await asyncio.gather(*(step(n) for n in range(500)))))
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(30)
    except TimeoutError:
        print("timed out")
    task = asyncio.create_task(asyncio.sleep(30))
    await asyncio.sleep(0)
    task.cancel()
    print("cancelled", (await asyncio.gather(task, return_exceptions=True))[0].__class__.__name__)

    queue, total = asyncio.Queue(3), 0

    async def produce():
        for n in range(200):
            await queue.put(n)

    producer = asyncio.create_task(produce())
    for _ in range(200):
        total += await queue.get()
    await producer
    print("queue", total)


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def talk(reader, writer, times):
    for n in range(times):
        writer.write(b"message %d\n" % n)
        await writer.drain()
        assert await reader.readline() == b"MESSAGE %d\n" % n
    writer.close()
    await writer.wait_closed()
    return times


async def servers():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def client():
        return await talk(*await asyncio.open_connection("127.0.0.1", port), 20)

    async with server:
        print("tcp", sum(await asyncio.gather(*(client() for _ in range(20)))))

    server = await asyncio.start_unix_server(serve, "socket")
    async with server:
        print("unix", await talk(*await asyncio.open_unix_connection("socket"), 100))
    os.unlink("socket")
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        print("refused")


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(data[::-1], address)


class Ask(asyncio.DatagramProtocol):
    def __init__(self):
        self.answer = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        transport.sendto(b"datagram")

    def datagram_received(self, data, address):
        self.answer.set_result(data)


async def datagrams():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    client, ask = await loop.create_datagram_endpoint(
        Ask, remote_addr=server.get_extra_info("sockname"))
    print("udp", await asyncio.wait_for(ask.answer, 20))
    client.close()
    server.close()


async def processes():
    child = await asyncio.create_subprocess_exec(
        "sort", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print("sort", (await child.communicate(b"b\na\n"))[0])

    async def status(n):
        child = await asyncio.create_subprocess_shell(f"exit {n}")
        return await child.wait()

    print("statuses", await asyncio.gather(*(status(n) for n in range(12))))
    sleeper = await asyncio.create_subprocess_exec("sleep", "30")
    sleeper.kill()
    print("killed", await sleeper.wait())


async def signals():
    loop = asyncio.get_running_loop()
    seen, enough = [], asyncio.Event()

    def handle(number):
        seen.append(number)
        if len(seen) == 3:
            enough.set()

    loop.add_signal_handler(signal.SIGUSR1, handle, "usr1")
    for _ in range(3):
        os.kill(os.getpid(), signal.SIGUSR1)
        await asyncio.sleep(0.01)
    await asyncio.wait_for(enough.wait(), 20)
    print("signals", seen)


async def threads():
    def block(n):
        with open("/proc/self/stat") as stat:
            stat.read()
        return n * 2

    print("threads", sum(await asyncio.gather(*(asyncio.to_thread(block, n) for n in range(100)))))
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    await asyncio.to_thread(loop.call_soon_threadsafe, future.set_result, "from a thread")
    print(await future)


async def main():
    for part in (tasks, servers, datagrams, processes, signals, threads):
        await part()


asyncio.run(main())
