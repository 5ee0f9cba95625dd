# CAN-20, WA-9: cancelling a task in wait() leaves alone what it waits for
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def job():
    await sleep(20)
    say("job ends")

async def w(t):
    try:
        await wait([t])
    except Cancelled:
        say(f"waiter Cancelled, job cancelling {t.cancelling()}")
        raise

async def main():
    t = spawn("job", job)
    v = spawn("W", w, t)
    await sleep(10)
    v.cancel()
    await wait([v])
    await t
    say(f"job cancelled {yn(t.cancelled())}")

run(main)
