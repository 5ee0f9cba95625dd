# CND-5: the woken queue for the lock like everyone else
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c, name):
    async with c:
        await c.wait()
        say(f"{name} woken")
        await sleep(1)

async def newcomer(c, name):
    async with c:
        say(f"{name} in")
        await sleep(1)

async def main():
    c = Condition()
    a, b = spawn("A", w, c, "A"), spawn("B", w, c, "B")
    await sleep(1)
    await c.acquire()
    n = spawn("N", newcomer, c, "N")
    await sleep(1)
    c.notify_all()
    m = spawn("M", newcomer, c, "M")
    c.release()
    await wait([a, b, n, m])

run(main)
