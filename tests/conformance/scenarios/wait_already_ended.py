# WA-6: also when they have ended before, wait goes round the loop as CPython does
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(fails):
    if fails:
        raise Err("boom")

async def ticker():
    for i in range(9):
        say(f"tick {i}")
        await sleep(0)

async def main():
    a, b, l = spawn("A", w, False), spawn("B", w, True), spawn("L", sleep, 1000)
    await wait([a, b], "ALL_COMPLETED")
    spawn("ticker", ticker)
    for ts, when in (([a, b], "ALL_COMPLETED"), ([l, a], "FIRST_COMPLETED"), ([l, b], "FIRST_EXCEPTION")):
        done, pending = await wait(ts, when)
        say(f"{when} done {names(done)} pending {names(pending)}")

run(main)
