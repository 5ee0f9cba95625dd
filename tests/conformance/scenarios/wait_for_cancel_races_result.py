# WF-11: the waiter is cancelled in the turn in which the task ended: Cancelled
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    await sleep(10)
    return "value"

async def waiter(t):
    try:
        say(f"waiter gets {await wait_for(50, t)}")
    except Cancelled:
        say(f"waiter Cancelled, T {t.result()}")
        raise

async def main():
    t = spawn("T", w)
    v = spawn("W", waiter, t)
    t.add_done_callback(lambda t: say(f"cancel {yn(v.cancel())}"))
    await wait([v])
    say(f"W cancelled {yn(v.cancelled())}")
    t = spawn("T", w)
    v = spawn("W", waiter, t)
    await sleep(0)
    t.add_done_callback(lambda t: say(f"cancel {yn(v.cancel())}"))
    await wait([v])
    say(f"W cancelled {yn(v.cancelled())}")

run(main)
