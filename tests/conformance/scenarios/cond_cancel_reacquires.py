# CND-7: a cancelled wait takes the lock back before Cancelled is raised
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c):
    async with c:
        try:
            await c.wait()
        except Cancelled:
            say(f"Cancelled, locked {yn(c.locked())}")
            raise

async def main():
    c = Condition()
    t = spawn("W", w, c)
    await sleep(1)
    async with c:
        t.cancel()
        await sleep(20)
        say(f"main leaves, W done {yn(t.done())}")
    await wait([t])
    say(f"cancelled {yn(t.cancelled())} locked {yn(c.locked())}")

run(main)
