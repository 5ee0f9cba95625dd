# TG-14: further cancels while it waits for its children are counted and not sent
# to them again
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("child cancelled")
        try:
            await sleep(50)
            say("child cleaned")
        except Cancelled:
            say("cleanup interrupted")
        raise

async def boss():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "W", w)
    except Cancelled:
        say(f"boss Cancelled, cancelling {current().cancelling()}")
        raise

async def main():
    b = spawn("boss", boss)
    for i in range(3):
        await sleep(10)
        say(f"cancel {yn(b.cancel())}")
    await wait([b])
    say(f"boss cancelled {yn(b.cancelled())}")

run(main)
