# CND-10: a waiter that is cancelled already does not use up a notification
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c, name):
    async with c:
        try:
            await c.wait()
            say(f"{name} woken")
        except Cancelled:
            say(f"{name} Cancelled")
            raise

async def main():
    c = Condition()
    a, b = spawn("A", w, c, "A"), spawn("B", w, c, "B")
    await sleep(1)
    async with c:
        a.cancel()
        c.notify()
    await wait([a, b])

run(main)
