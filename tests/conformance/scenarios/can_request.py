# CAN-1, CAN-2: cancel() only asks, and says whether the task had ended
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("cancelled")
        raise

async def main():
    t = spawn("T", w)
    await sleep(5)
    say(f"cancel {yn(t.cancel())} cancelling {t.cancelling()}")
    say(f"done {yn(t.done())} cancelled {yn(t.cancelled())}")
    await wait([t])
    say(f"done {yn(t.done())} cancelled {yn(t.cancelled())}")
    say(f"cancel {yn(t.cancel())} cancelling {t.cancelling()}")
    e = spawn("E", sleep, 1)
    await e
    say(f"cancel {yn(e.cancel())} cancelling {e.cancelling()} cancelled {yn(e.cancelled())}")

run(main)
