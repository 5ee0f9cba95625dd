# TG-14: a further cancel in the turn in which the group hears of the last end:
# the parent goes on from there, before what became ready later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        await sleep(10)
        say("child cleaned")
        raise

async def boss():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "W", w)
    except Cancelled:
        say(f"boss Cancelled, cancelling {current().cancelling()}")
        raise

async def waiter(ev):
    await ev.wait()
    say("waiter woken")

async def main():
    ev = Event()
    async def striker():
        await sleep(20)
        await sleep(0)
        say(f"cancel {yn(b.cancel())}")
    async def setter():
        await sleep(20)
        await sleep(0)
        ev.set()
    spawn("S", striker)
    spawn("X", setter)
    e = spawn("E", waiter, ev)
    b = spawn("boss", boss)
    await sleep(10)
    b.cancel()
    await wait([b, e])

run(main)
