# TG-22: children may spawn into their group, also after the body has ended, while
# any child is alive
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(tg, name, depth):
    await sleep(5)
    say(f"{name} runs")
    if depth:
        tg_spawn(tg, name + "x", w, tg, name + "x", depth - 1)

async def main():
    async with TaskGroup() as tg:
        tg_spawn(tg, "A", w, tg, "A", 3)
        tg_spawn(tg, "B", w, tg, "B", 1)
        say("body ends")
    say("group ends")

run(main)
