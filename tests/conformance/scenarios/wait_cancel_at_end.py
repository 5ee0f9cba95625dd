# WA-9, CAN-17: the waiter is cancelled after the wait is over, before its turn
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def waiter(ts):
    try:
        done, pending = await wait(ts, "FIRST_COMPLETED")
        say(f"done {names(done)}")
    except Cancelled:
        say("waiter Cancelled")
        raise

async def main():
    ts = [spawn("A", sleep, 10), spawn("B", sleep, 20)]
    w = spawn("W", waiter, ts)
    await sleep(0)
    ts[0].add_done_callback(lambda t: say(f"cancel {yn(w.cancel())}"))
    await wait([w])
    say(f"cancelled {yn(w.cancelled())} B cancelling {ts[1].cancelling()}")

run(main)
