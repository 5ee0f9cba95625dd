# WF-9: cancelling the waiter cancels the task, waits for its end and raises
# Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("task cancelled")
        await sleep(20)
        say("task cleaned")
        raise

async def waiter(t):
    try:
        await wait_for(100, t)
    except Cancelled:
        say(f"waiter Cancelled, cancelling {current().cancelling()}")
        raise
    except Timeout:
        say("Timeout")

async def main():
    t = spawn("T", w)
    v = spawn("W", waiter, t)
    await sleep(10)
    v.cancel()
    await wait([v])
    say(f"W cancelled {yn(v.cancelled())} T cancelled {yn(t.cancelled())} now free")
    await sleep(100)
    say("quiet")

run(main)
