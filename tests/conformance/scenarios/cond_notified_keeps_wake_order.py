# CND-5, CND-9: notified waiters and newcomers in line for the lock, one of them
# cancelled while it waits for the lock
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c, name):
    try:
        async with c:
            await c.wait()
            say(f"{name} woken")
            await sleep(2)
    except Cancelled:
        say(f"{name} Cancelled, locked {yn(c.locked())}")
        raise

async def newcomer(c, name):
    try:
        async with c:
            say(f"{name} in")
            await sleep(2)
    except Cancelled:
        say(f"{name} Cancelled")
        raise

async def main():
    c = Condition()
    ts = [spawn(n, w, c, n) for n in ("A", "B", "C")]
    await sleep(1)
    await c.acquire()
    c.notify_all()
    await sleep(1)
    n, m = spawn("N", newcomer, c, "N"), spawn("M", newcomer, c, "M")
    await sleep(1)
    ts[1].cancel()
    n.cancel()
    await sleep(1)
    c.release()
    await wait(ts + [n, m])
    say(f"locked {yn(c.locked())}")

run(main)
