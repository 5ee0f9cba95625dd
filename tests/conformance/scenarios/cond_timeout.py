# CND-7: a wait that meets its deadline takes the lock again first
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c):
    async with c:
        try:
            async with timeout(10):
                await c.wait()
        except Timeout:
            say(f"Timeout, locked {yn(c.locked())}")

async def main():
    c = Condition()
    t = spawn("W", w, c)
    await sleep(5)
    async with c:
        await sleep(20)
        say("main lets go")
    await t
    t = spawn("W", w, c)
    await sleep(10)
    async with c:
        c.notify()
    await t
    say(f"locked {yn(c.locked())}")

run(main)
