# CND-9: cancelled and the lock released in one turn, in either order
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c):
    async with c:
        try:
            await c.wait()
            say("woken")
        except Cancelled:
            say(f"Cancelled, locked {yn(c.locked())}")
            raise

async def main():
    for cancel_first in (True, False):
        c = Condition()
        t = spawn("W", w, c)
        await sleep(1)
        await c.acquire()
        c.notify()
        await sleep(1)
        if cancel_first:
            t.cancel()
        c.release()
        if not cancel_first:
            t.cancel()
        await wait([t])
        say(f"cancelled {yn(t.cancelled())} locked {yn(c.locked())}")

run(main)
