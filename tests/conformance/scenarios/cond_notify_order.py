# CND-2, CND-3, CND-4: notify wakes in waiting order; each wakes holding the lock
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c, name):
    async with c:
        say(f"{name} waits")
        await c.wait()
        say(f"{name} woken, locked {yn(c.locked())}")
        await sleep(5)
    say(f"{name} left")

async def main():
    c = Condition()
    ts = [spawn(n, w, c, n) for n in ("A", "B", "C", "D")]
    await sleep(1)
    async with c:
        c.notify()
        say("notified 1")
    await sleep(20)
    async with c:
        c.notify(2)
        say("notified 2")
    await sleep(20)
    async with c:
        c.notify_all()
    await wait(ts)

run(main)
