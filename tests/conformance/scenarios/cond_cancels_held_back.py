# CND-7, CND-8: cancels that come while the lock is being taken again are held
# back until it is held; then one Cancelled is raised
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c):
    try:
        async with c:
            try:
                await c.wait()
                say("woken")
            except Cancelled:
                say(f"Cancelled, locked {yn(c.locked())} cancelling {current().cancelling()}")
                raise
    except Cancelled:
        await sleep(5)
        say("cleanup is not interrupted")
        raise

async def main():
    c = Condition()
    t = spawn("W", w, c)
    await sleep(1)
    await c.acquire()
    t.cancel()
    await sleep(5)
    t.cancel()
    await sleep(5)
    t.cancel()
    say(f"W done {yn(t.done())}")
    await sleep(5)
    c.release()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())} locked {yn(c.locked())}")
    t = spawn("W", w, c)
    await sleep(1)
    await c.acquire()
    c.notify()
    await sleep(5)
    t.cancel()
    await sleep(5)
    c.release()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())} locked {yn(c.locked())}")

run(main)
