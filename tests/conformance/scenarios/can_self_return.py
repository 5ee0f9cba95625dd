# CAN-11: if no suspension follows, the end of the task becomes a cancellation;
# an error that it raises stays an error
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def returns():
    current().cancel()
    return "lost"

async def fails():
    current().cancel()
    raise Err("kept")

async def main():
    for fn in (returns, fails):
        t = spawn("T", fn)
        try:
            say(f"returned {await t}")
        except Cancelled:
            say(f"Cancelled, cancelled {yn(t.cancelled())}")
        except Err as e:
            say(f"{kind(e)}, cancelled {yn(t.cancelled())}")

run(main)
