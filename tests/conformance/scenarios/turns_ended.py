# Turn distances: from the end of a task to who waits for it
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

turn = 0
at = 0

async def ticker():
    global turn
    while True:
        turn += 1
        await sleep(0)

async def child(ev):
    global at
    await ev.wait()
    at = turn

async def measure(name, wait):
    ev = Event()
    t = spawn("child", child, ev)
    async def waiter():
        await wait(t)
        say(f"{name} {turn - at}")
    w = spawn(name, waiter)
    for i in range(3):
        await sleep(0)
    ev.set()
    await w

async def main():
    spawn("ticker", ticker)
    async def plain(t):
        await t
    async def first(t):
        for c in as_completed([t]):
            await c
    async def group(t):
        async with TaskGroup() as tg:
            async def w():
                await t
            tg_spawn(tg, "member", w)
    async def scoped(t):
        async with timeout(50):
            await t
    await measure("await", plain)
    await measure("gather", lambda t: gather(t))
    await measure("gather of two", lambda t: gather(t, spawn("other", sleep, 0)))
    await measure("wait", lambda t: wait([t]))
    await measure("as_completed", first)
    await measure("shield", lambda t: shield(t))
    await measure("wait_for", lambda t: wait_for(50, t))
    await measure("wait_for without timeout", lambda t: wait_for(None, t))
    await measure("timeout", scoped)
    await measure("task group", group)

run(main)
