# Producers, workers and a collector round two bounded queues, with a cancel in
# the middle
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def producer(name, out, n):
    for i in range(n):
        await sleep(3)
        await out.put(f"{name}{i}")
        say(f"{name} put {i}")

async def worker(name, inq, out):
    try:
        while True:
            item = await inq.get()
            try:
                await sleep(7)
                await out.put(item.lower())
            finally:
                inq.task_done()
    except Cancelled:
        say(f"{name} stops")
        raise

async def collector(q):
    while True:
        say(f"collected {await q.get()}")

async def main():
    jobs, results = Queue(2), Queue(1)
    ps = [spawn("A", producer, "A", jobs, 4), spawn("B", producer, "B", jobs, 3)]
    ws = [spawn(f"W{i}", worker, f"W{i}", jobs, results) for i in (1, 2, 3)]
    c = spawn("C", collector, results)
    await sleep(15)
    ws[1].cancel()
    await gather(*ps)
    say("all put")
    await jobs.join()
    say("all done")
    for w in ws:
        w.cancel()
    await gather(*ws, return_exceptions=True)
    await sleep(0)
    c.cancel()
    await wait([c])
    say(f"left {jobs.qsize()} {results.qsize()}")

run(main)
