# TG-10: a child that is cancelled by hand is no error; the rest goes on
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")

async def main():
    async with TaskGroup() as tg:
        a = tg_spawn(tg, "A", w, "A", 100)
        tg_spawn(tg, "B", w, "B", 20)
        await sleep(10)
        a.cancel()
    say(f"A cancelled {yn(a.cancelled())} cancelling {current().cancelling()}")

run(main)
