# CND-11: notified and then cancelled: the notification passes to the next waiter
# CPython 3.13 and later
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
    a, b, d = spawn("A", w, c, "A"), spawn("B", w, c, "B"), spawn("D", w, c, "D")
    await sleep(1)
    async with c:
        c.notify()
        a.cancel()
    await wait([a, b, d], "ALL_COMPLETED", 20)
    say(f"B done {yn(b.done())} D done {yn(d.done())}")
    async with c:
        c.notify_all()
    await wait([a, b, d])
    e, f = spawn("E", w, c, "E"), spawn("F", w, c, "F")
    await sleep(1)
    await c.acquire()
    c.notify()
    await sleep(5)
    e.cancel()
    await sleep(5)
    c.release()
    await wait([e, f], "ALL_COMPLETED", 20)
    say(f"F done {yn(f.done())}")
    async with c:
        c.notify_all()
    await wait([e, f])

run(main)
