# Turn distances: what resumes a waiter one turn after its cause
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

turn = 0

async def ticker():
    global turn
    while True:
        turn += 1
        await sleep(0)

async def measure(name, wait, cause):
    at = 0
    async def waiter():
        await wait()
        say(f"{name} {turn - at}")
    t = spawn(name, waiter)
    for i in range(3):
        await sleep(0)
    at = turn
    r = cause()
    if r:
        await r
    await t

async def main():
    spawn("ticker", ticker)
    ev, lk, sm, q, full, q2 = Event(), Lock(), Semaphore(0), Queue(), Queue(1), Queue()
    await measure("event", ev.wait, ev.set)
    await lk.acquire()
    await measure("lock", lk.acquire, lk.release)
    await measure("semaphore", sm.acquire, sm.release)
    await measure("get", q.get, lambda: q.put_nowait(1))
    full.put_nowait(1)
    await measure("put", lambda: full.put(2), lambda: (full.get_nowait(), None)[1])
    q2.put_nowait(1)
    await measure("join", q2.join, q2.task_done)
    b = Barrier(2)
    await measure("barrier", b.wait, b.wait)
    cd = Condition()
    async def wait():
        async with cd:
            await cd.wait()
    async def notify():
        async with cd:
            cd.notify()
    await measure("condition", wait, notify)
    end = Event()
    t = spawn("T", end.wait)
    async def await_t():
        await t
    await measure("event and await", await_t, end.set)

run(main)
