# TG-3, TG-4, TG-8: one failing child cancels its siblings and the body
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(5)
        say(f"{name} cleaned")
        raise

async def bad():
    await sleep(10)
    say("bad raises")
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "A", w, "A")
            tg_spawn(tg, "bad", bad)
            tg_spawn(tg, "B", w, "B")
            try:
                await sleep(1000)
            except Cancelled:
                say(f"body cancelled, cancelling {current().cancelling()}")
                raise
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    await sleep(5)
    say("fine")

run(main)
