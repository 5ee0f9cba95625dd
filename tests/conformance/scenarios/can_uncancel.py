# CAN-15: uncancel() takes one request back, never below 0
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    me = current()
    say(f"uncancel {me.uncancel()}")
    try:
        await sleep(1000)
    except Cancelled:
        say(f"cancelling {me.cancelling()}")
        say(f"uncancel {me.uncancel()}")
        say(f"uncancel {me.uncancel()}")
        say(f"uncancel {me.uncancel()}")
    await sleep(5)
    say(f"goes on, cancelling {me.cancelling()}")

async def main():
    t = spawn("T", w)
    await sleep(1)
    t.cancel()
    t.cancel()
    await t
    say(f"cancelled {yn(t.cancelled())}")

run(main)
