# CAN-1, CAN-3: cancel wakes the sleeper on the next turn, at once, running its cleanup
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
        say("never")
    except Cancelled:
        say("got Cancelled")
        raise
    finally:
        say("finally")

async def main():
    t = spawn("T", w)
    await sleep(10)
    say(f"cancel {yn(t.cancel())}")
    say(f"done {yn(t.done())}")
    try:
        await t
    except Cancelled:
        say("awaiter sees Cancelled")
    say(f"done {yn(t.done())} cancelled {yn(t.cancelled())} again {yn(t.cancel())}")

run(main)
