# CAN-14: cancelling the awaited task alone raises Cancelled in the awaiter, who
# was not asked and may go on
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def outer(t):
    try:
        await t
    except Cancelled:
        say(f"inner was cancelled, cancelling {current().cancelling()}")
    await sleep(5)
    say("outer goes on")
    return "fine"

async def main():
    i = spawn("inner", sleep, 1000)
    o = spawn("outer", outer, i)
    await sleep(10)
    i.cancel()
    say(await o)
    say(f"outer cancelled {yn(o.cancelled())}")

run(main)
