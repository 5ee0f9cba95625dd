# CAN-7: two requests before the task runs are one Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say(f"Cancelled, cancelling {current().cancelling()}")
    await sleep(5)
    say("slept undisturbed")

async def main():
    t = spawn("T", w)
    await sleep(1)
    t.cancel()
    t.cancel()
    t.cancel()
    await t
    say(f"cancelled {yn(t.cancelled())}")

run(main)
