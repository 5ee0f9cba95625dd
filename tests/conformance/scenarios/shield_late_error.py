# SH-6: an error of an inner one that was left alone disturbs nobody
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(20)
    say("bad raises")
    raise Err("late")

async def w(t):
    await shield(t)

async def main():
    b = spawn("bad", bad)
    t = spawn("W", w, b)
    await sleep(10)
    t.cancel()
    await wait([t])
    say(f"W cancelled {yn(t.cancelled())}")
    await sleep(20)
    say(f"bad {kind(b.exception())}")

run(main)
