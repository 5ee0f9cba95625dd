# WF-12: a task that ends at the very deadline comes too late, whichever timer
# was registered first
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(ms):
    await sleep(ms)
    say("task ends")
    return "value"

async def attempt(name, ms, t):
    try:
        say(f"{name} got {await wait_for(ms, t)}")
    except Timeout:
        say(f"{name} Timeout, cancelled {yn(t.cancelled())}")

async def main():
    t = spawn("T", w, 10)
    await sleep(0)
    await attempt("first", 10, t)
    async def late():
        await sleep(1)
        await w(9)
        return "late"
    t = spawn("L", late)
    await attempt("second", 10, t)
    await sleep(20)

run(main)
