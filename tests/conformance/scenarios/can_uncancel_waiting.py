# CAN-16: uncancel() after the wait itself was cancelled comes too late
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
        say("never")
    except Cancelled:
        say(f"Cancelled all the same, cancelling {current().cancelling()}")
        raise

async def main():
    t = spawn("T", w)
    await sleep(5)
    t.cancel()
    say(f"left {t.uncancel()}")
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")

run(main)
