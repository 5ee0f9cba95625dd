# GA-5, GA-11: a child fails in the turn in which the gatherer is cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(10)
    say("bad raises")
    raise Err("bad")

async def long():
    try:
        await sleep(1000)
    except Cancelled:
        say("long cancelled")
        await sleep(5)
        raise

async def boss():
    try:
        await gather(spawn("bad", bad), spawn("long", long))
    except Err as e:
        say(f"boss caught {kind(e)}, cancelling {current().cancelling()}")
    except Cancelled:
        say(f"boss Cancelled, cancelling {current().cancelling()}")
        raise
    await sleep(20)
    say("boss goes on")

async def main():
    b = spawn("boss", boss)
    await sleep(10)
    b.cancel()
    await wait([b])
    say(f"cancelled {yn(b.cancelled())}")
    async def first():
        await sleep(10)
        c.cancel()
    spawn("first", first)
    c = spawn("boss", boss)
    await wait([c])
    say(f"cancelled {yn(c.cancelled())}")

run(main)
