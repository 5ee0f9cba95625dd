# SH-7: on Cancelled await the inner one again, then raise
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def job():
    await sleep(30)
    say("job ends")
    return "value"

async def w():
    j = spawn("job", job)
    try:
        await shield(j)
    except Cancelled:
        say("W Cancelled, waits for its job")
        say(await j)
        raise

async def main():
    t = spawn("W", w)
    await sleep(10)
    t.cancel()
    await wait([t])
    say(f"W cancelled {yn(t.cancelled())}")

run(main)
