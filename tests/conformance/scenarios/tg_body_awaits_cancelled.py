# TG-11: the body awaits a child that is cancelled: Cancelled leaves the body,
# aborts the group and leaves the block, though nobody cancelled the parent
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def main():
    try:
        async with TaskGroup() as tg:
            a = tg_spawn(tg, "A", w, "A")
            tg_spawn(tg, "B", w, "B")
            async def striker():
                await sleep(10)
                a.cancel()
            spawn("S", striker)
            await a
    except Cancelled:
        say(f"Cancelled, cancelling {current().cancelling()}")
    await sleep(5)
    say("goes on")

run(main)
