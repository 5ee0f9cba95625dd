# TG-1, TG-2: a group ends when its body and every child have ended; without a
# live child it does not suspend
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def other():
    say("other runs")

async def child():
    say("child runs")

async def main():
    spawn("other", other)
    async with TaskGroup() as tg:
        say("empty body")
    say("no suspension")
    async with TaskGroup() as tg:
        t = tg_spawn(tg, "C", child)
        await t
        say("child has ended")
    say("no suspension")
    async with TaskGroup() as tg:
        tg_spawn(tg, "C", child)
        tg_spawn(tg, "D", sleep, 10)
    say("waited for both")

run(main)
