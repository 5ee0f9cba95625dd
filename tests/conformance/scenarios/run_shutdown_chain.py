# RUN-2: at the end tasks that await others, groups and gathers unwind as after
# any cancel
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def leaf(name, ms):
    try:
        await sleep(1000)
    except Cancelled:
        await sleep(ms)
        say(f"{name} cleaned")
        raise

async def awaits(name, t):
    try:
        await t
    except Cancelled:
        say(f"{name} Cancelled, cancelling {current().cancelling()}")
        raise

async def group():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "G1", leaf, "G1", 15)
            tg_spawn(tg, "G2", leaf, "G2", 5)
    except Cancelled:
        say("group Cancelled")
        raise

async def gathers():
    try:
        await gather(spawn("H1", leaf, "H1", 30), spawn("H2", leaf, "H2", 20))
    except Cancelled:
        say("gather Cancelled")
        raise

async def main():
    t = spawn("T", leaf, "T", 10)
    spawn("A", awaits, "A", t)
    spawn("G", group)
    spawn("H", gathers)
    await sleep(5)
    say("main ends")

run(main)
