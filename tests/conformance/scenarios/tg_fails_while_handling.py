# TG-18: a child fails while the body handles an outside cancel: the handler is
# interrupted by a new Cancelled, and the ErrorGroup is raised
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(20)
    raise Err("boom")

async def boss():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "bad", bad)
            try:
                await sleep(1000)
            except Cancelled:
                say("handling")
                try:
                    await sleep(1000)
                except Cancelled:
                    say(f"interrupted, cancelling {current().cancelling()}")
                    raise
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    try:
        await sleep(5)
        say("slept")
    except Cancelled:
        say("Cancelled afterwards")
        raise

async def main():
    b = spawn("boss", boss)
    await sleep(10)
    b.cancel()
    await wait([b])
    say(f"boss cancelled {yn(b.cancelled())}")

run(main)
