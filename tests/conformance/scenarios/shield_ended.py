# SH-4: an ended one is given as it is, without suspending
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def ticker():
    say("ticker runs")

async def good():
    return "value"

async def bad():
    raise Err("boom")

async def main():
    g, b = spawn("good", good), spawn("bad", bad)
    await wait([g, b])
    spawn("ticker", ticker)
    say(await shield(g))
    try:
        await shield(b)
    except Err as e:
        say(f"caught {kind(e)}")
    await sleep(0)

run(main)
