# TASK-2: a result travels one turn for each task that awaits another
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def leaf():
    await sleep(5)
    say("leaf ends")
    return 1

async def link(inner, i):
    r = await inner
    say(f"link {i} has {r}")
    return r + 1

async def ticker():
    await sleep(5)
    for i in range(6):
        say(f"tick {i}")
        await sleep(0)

async def main():
    t = spawn("leaf", leaf)
    for i in range(4):
        t = spawn(f"L{i}", link, t, i)
    spawn("ticker", ticker)
    say(f"main has {await t}")

run(main)
