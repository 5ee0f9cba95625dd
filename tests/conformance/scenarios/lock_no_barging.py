# LOCK-2, LOCK-4: while somebody waits a newcomer queues, even the releaser
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, l, turns):
    for i in range(turns):
        async with l:
            say(f"{name} in {i}")
            await sleep(1)

async def newcomer(l):
    say(f"newcomer sees locked {yn(l.locked())}")
    async with l:
        say("newcomer in")

async def main():
    l = Lock()
    a, b = spawn("A", w, "A", l, 3), spawn("B", w, "B", l, 2)
    await sleep(1)
    async with l:
        say("main in")
    n = spawn("N", newcomer, l)
    await wait([a, b, n])
    await l.acquire()
    c = spawn("C", w, "C", l, 1)
    await sleep(1)
    l.release()
    await l.acquire()
    say("main again, after C")
    l.release()
    await c

run(main)
