# TG-1: the block ends when every child has ended
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")
    return ms

async def main():
    async with TaskGroup() as tg:
        a = tg_spawn(tg, "A", w, "A", 30)
        b = tg_spawn(tg, "B", w, "B", 10)
        say("body ends")
    say(f"sum {a.result() + b.result()}")

run(main)
