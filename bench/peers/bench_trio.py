# SPDX-License-Identifier: MIT-0
"""Trio's side of the benchmarks: nurseries, memory channels, its locks."""
import sys
import time

import trio


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


async def lock():
    l = trio.Lock()
    start = cpu()
    for _ in range(50000):
        await l.acquire()
        l.release()
    return (cpu() - start) / 50000


async def timeout():
    start = cpu()
    for _ in range(100000):
        with trio.move_on_after(1):
            pass
    return (cpu() - start) / 100000


async def cancel():
    async with trio.open_nursery() as nursery:
        for _ in range(10000):
            nursery.start_soon(trio.sleep_forever)
        await trio.lowlevel.checkpoint()
        start = cpu()
        nursery.cancel_scope.cancel()
    return (cpu() - start) / 10000


rows = dict(yield2=lambda: yields(2), yield100=lambda: yields(100),
            spawn=group, group=group, gather=group, queue=queue, lock=lock,
            timeout=timeout, cancel=cancel)
if sys.argv[1] not in rows:
    sys.exit(3)
print("%.3f" % trio.run(rows[sys.argv[1]]))
