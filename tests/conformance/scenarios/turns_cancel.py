# Turn distances: from cancel() to Cancelled in the task
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

turn = 0

async def ticker():
    global turn
    while True:
        turn += 1
        await sleep(0)

async def measure(name, wait):
    at = 0
    async def victim():
        try:
            await wait()
        except Cancelled:
            say(f"{name} {turn - at}")
            raise
    t = spawn(name, victim)
    for i in range(4):
        await sleep(0)
    at = turn
    t.cancel()
    try:
        await t
    except Cancelled:
        pass

async def main():
    spawn("ticker", ticker)
    lk, q, full, ev, sm, cd, b = Lock(), Queue(), Queue(1), Event(), Semaphore(0), Condition(), Barrier(2)
    await lk.acquire()
    full.put_nowait(1)
    async def cond():
        async with cd:
            await cd.wait()
    async def task():
        await spawn("inner", sleep, 1000)
    async def chain():
        await spawn("middle", task)
    async def group():
        async with TaskGroup() as tg:
            tg_spawn(tg, "child", sleep, 1000)
    async def scoped():
        async with timeout(5000):
            await sleep(1000)
    async def completed():
        for c in as_completed([spawn("inner", sleep, 1000)]):
            await c
    await measure("sleep", lambda: sleep(1000))
    await measure("lock", lk.acquire)
    await measure("event", ev.wait)
    await measure("semaphore", sm.acquire)
    await measure("get", q.get)
    await measure("put", lambda: full.put(2))
    await measure("condition", cond)
    await measure("barrier", b.wait)
    await measure("await", task)
    await measure("await of await", chain)
    await measure("gather", lambda: gather(spawn("a", sleep, 1000), spawn("b", sleep, 1000)))
    await measure("gather of errors", lambda: gather(spawn("a", sleep, 1000), return_exceptions=True))
    await measure("wait", lambda: wait([spawn("a", sleep, 1000)]))
    await measure("as_completed", completed)
    await measure("shield", lambda: shield(spawn("a", sleep, 1000)))
    await measure("wait_for", lambda: wait_for(5000, spawn("a", sleep, 1000)))
    await measure("task group", group)
    await measure("timeout", scoped)

run(main)
