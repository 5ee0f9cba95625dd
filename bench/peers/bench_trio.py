# SPDX-License-Identifier: MIT-0
"""Trio's side of the benchmarks: nurseries, memory channels, its locks. It has
no handles of tasks: a nursery is how it awaits one or many."""
import sys
import time

import trio
import trio.testing


def cpu():
    return time.process_time_ns()


async def yields(tasks):
    each = 100000 // tasks

    async def yielder():
        for _ in range(each):
            await trio.lowlevel.checkpoint()

    start = cpu()
    async with trio.open_nursery() as nursery:
        for _ in range(tasks):
            nursery.start_soon(yielder)
    return (cpu() - start) / (each * tasks)


async def nothing():
    pass


async def group():
    start = 0
    for n in range(30):
        if n == 10:
            start = cpu()
        async with trio.open_nursery() as nursery:
            for _ in range(1000):
                nursery.start_soon(nothing)
    return (cpu() - start) / 20000


async def one_by_one():
    start = cpu()
    for _ in range(10000):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(nothing)
    return (cpu() - start) / 10000


async def queue():
    items = 100000
    send, receive = trio.open_memory_channel(16)

    async def producer():
        for i in range(items):
            await send.send(i)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(producer)
        start = cpu()
        for _ in range(items):
            await receive.receive()
        return (cpu() - start) / items


async def pingpong():
    rounds = 20000
    there, there_out = trio.open_memory_channel(1)
    back, back_out = trio.open_memory_channel(1)

    async def echo():
        for _ in range(rounds):
            await back.send(await there_out.receive())

    async with trio.open_nursery() as nursery:
        nursery.start_soon(echo)
        start = cpu()
        for i in range(rounds):
            await there.send(i)
            await back_out.receive()
        return (cpu() - start) / rounds


async def lock():
    l = trio.Lock()
    start = cpu()
    for _ in range(50000):
        await l.acquire()
        l.release()
    return (cpu() - start) / 50000


async def semaphore():
    s = trio.Semaphore(1)
    start = cpu()
    for _ in range(50000):
        await s.acquire()
        s.release()
    return (cpu() - start) / 50000


async def contend():
    l = trio.Lock()

    async def contender():
        for _ in range(2000):
            async with l:
                await trio.lowlevel.checkpoint()

    start = cpu()
    async with trio.open_nursery() as nursery:
        for _ in range(10):
            nursery.start_soon(contender)
    return (cpu() - start) / 20000


async def sleepers():
    for _ in range(2):
        start = cpu()  # the last round counts: warm
        async with trio.open_nursery() as nursery:
            for i in range(100000):
                nursery.start_soon(trio.sleep, (1 + i * 7919 % 997) / 1000)
    return (cpu() - start) / 100000


async def timeout():
    start = cpu()
    for _ in range(100000):
        with trio.move_on_after(1):
            pass
    return (cpu() - start) / 100000


async def park(n, nursery, wait):
    for _ in range(n):
        nursery.start_soon(wait)
    await trio.testing.wait_all_tasks_blocked()


async def cancel():
    for _ in range(3):
        async with trio.open_nursery() as nursery:
            await park(10000, nursery, trio.sleep_forever)
            start = cpu()  # the last round counts: warm
            nursery.cancel_scope.cancel()
    return (cpu() - start) / 10000


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096


async def memory():
    never = trio.Event()
    before = resident()
    async with trio.open_nursery() as nursery:
        await park(20000, nursery, never.wait)
        size = (resident() - before) / 20000
        never.set()
    return size


rows = dict(yield2=lambda: yields(2), yield100=lambda: yields(100),
            spawn=group, group=group, gather=group, queue=queue,
            pingpong=pingpong, lock=lock, semaphore=semaphore,
            contend=contend, sleepers=sleepers, timeout=timeout,
            cancel=cancel, memory=memory, luaspawn=one_by_one)
if sys.argv[1] not in rows:
    sys.exit(3)
print("%.3f" % trio.run(rows[sys.argv[1]]))
