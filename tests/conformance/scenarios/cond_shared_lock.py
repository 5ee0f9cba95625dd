# CND-12: several conditions may share one lock
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c, name):
    async with c:
        await c.wait()
        say(f"{name} woken")

async def main():
    l = Lock()
    full, empty = Condition(l), Condition(l)
    a, b = spawn("A", w, full, "A"), spawn("B", w, empty, "B")
    await sleep(1)
    async with l:
        say(f"locked {yn(full.locked())} {yn(empty.locked())}")
        empty.notify_all()
    await sleep(5)
    async with empty:
        full.notify()
    await wait([a, b])
    say(f"locked {yn(l.locked())}")

run(main)
