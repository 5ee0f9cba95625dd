# SPDX-License-Identifier: MIT-0
"""asyncio's side of the benchmarks; with "uvloop" as the second word, the same
on uvloop."""
import asyncio
import sys
import time


def cpu():
    return time.process_time_ns()


async def yields(tasks):
    each = 400000 // tasks

    async def yielder():
        for _ in range(each):
            await asyncio.sleep(0)

    start = cpu()
    await asyncio.gather(*(yielder() for _ in range(tasks)))
    return (cpu() - start) / (each * tasks)


async def nothing():
    pass


async def spawn():
    start = 0
    for n in range(60):
        if n == 10:
            start = cpu()
        tasks = [asyncio.create_task(nothing()) for _ in range(1000)]
        for task in tasks:
            await task
    return (cpu() - start) / 50000


async def group():
    start = 0
    for n in range(60):
        if n == 10:
            start = cpu()
        async with asyncio.TaskGroup() as tg:
            for _ in range(1000):
                tg.create_task(nothing())
    return (cpu() - start) / 50000


async def gather():
    start = 0
    for n in range(60):
        if n == 10:
            start = cpu()
        await asyncio.gather(*(nothing() for _ in range(1000)))
    return (cpu() - start) / 50000


async def queue():
    items = 200000
    q = asyncio.Queue(16)

    async def producer():
        for i in range(items):
            await q.put(i)

    task = asyncio.create_task(producer())
    start = cpu()
    for _ in range(items):
        await q.get()
    ns = (cpu() - start) / items
    await task
    return ns


async def pingpong():
    rounds = 50000
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def echo():
        for _ in range(rounds):
            await back.put(await there.get())

    task = asyncio.create_task(echo())
    start = cpu()
    for i in range(rounds):
        await there.put(i)
        await back.get()
    ns = (cpu() - start) / rounds
    await task
    return ns


async def lock():
    l = asyncio.Lock()
    start = cpu()
    for _ in range(300000):
        await l.acquire()
        l.release()
    return (cpu() - start) / 300000


async def semaphore():
    s = asyncio.Semaphore(1)
    start = cpu()
    for _ in range(300000):
        await s.acquire()
        s.release()
    return (cpu() - start) / 300000


async def contend():
    l = asyncio.Lock()

    async def contender():
        for _ in range(5000):
            async with l:
                await asyncio.sleep(0)

    start = cpu()
    await asyncio.gather(*(contender() for _ in range(10)))
    return (cpu() - start) / 50000


async def sleepers():
    for _ in range(2):
        start = cpu()  # the last round counts: warm
        await asyncio.gather(*(asyncio.sleep((1 + i * 7919 % 997) / 1000)
                               for i in range(100000)))
    return (cpu() - start) / 100000


async def timeout():
    start = cpu()
    for _ in range(100000):
        async with asyncio.timeout(1):
            pass
    return (cpu() - start) / 100000


async def park(n, never):
    tasks = [asyncio.create_task(never.wait()) for _ in range(n)]
    await asyncio.sleep(0)
    return tasks


async def cancel():
    for _ in range(3):
        tasks = await park(10000, asyncio.Event())
        start = cpu()  # the last round counts: warm
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return (cpu() - start) / 10000


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096


async def memory():
    never = asyncio.Event()
    before = resident()
    tasks = await park(100000, never)
    size = (resident() - before) / len(tasks)
    never.set()
    await asyncio.gather(*tasks)
    return size


async def million():
    never = asyncio.Event()
    tasks = await park(1000000, never)
    never.set()
    await asyncio.gather(*tasks)
    return 1000000


async def one_by_one():
    start = cpu()
    for _ in range(50000):
        await asyncio.create_task(nothing())
    return (cpu() - start) / 50000


rows = dict(yield2=lambda: yields(2), yield100=lambda: yields(100),
            spawn=spawn, group=group, gather=gather, queue=queue,
            pingpong=pingpong, lock=lock, semaphore=semaphore,
            contend=contend, sleepers=sleepers, timeout=timeout,
            cancel=cancel, memory=memory, million=million,
            luaspawn=one_by_one)
if sys.argv[1] not in rows:
    sys.exit(3)
if sys.argv[2:] == ["uvloop"]:
    import uvloop
    uvloop.install()
print("%.3f" % asyncio.run(rows[sys.argv[1]]()))
