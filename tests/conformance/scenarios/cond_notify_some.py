# CND-2, CND-3, CND-4: notify(n) wakes n in the order of waiting, who run after
# the notifier lets go; wait returns with the lock held
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(c, name):
    async with c:
        r = await c.wait()
        say(f"{name} {yn(r)} locked {yn(c.locked())}")

async def main():
    c = Condition()
    ts = [spawn(n, w, c, n) for n in ("A", "B", "C", "D", "E")]
    await sleep(1)
    async with c:
        c.notify(0)
        await sleep(5)
        say("notified none")
    async with c:
        c.notify(2)
        await sleep(5)
        say("notified 2, still held")
    await sleep(5)
    async with c:
        c.notify()
        c.notify()
    await sleep(5)
    async with c:
        c.notify(100)
    await wait(ts)
    async with c:
        c.notify()
        c.notify_all()
    say("nobody waits")

run(main)
