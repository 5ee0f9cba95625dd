# TG-1: results are asked for after the block
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(ms):
    await sleep(ms)
    return ms

async def main():
    async with TaskGroup() as tg:
        ts = [tg_spawn(tg, f"W{ms}", w, ms) for ms in (30, 10, 20)]
        try:
            ts[0].result()
        except InvalidState:
            say("not yet")
    say(" ".join(str(t.result()) for t in ts))

run(main)
