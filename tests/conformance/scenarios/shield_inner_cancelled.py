# SH-2: the inner one is cancelled: Cancelled in the awaiter, who was not asked
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    t = spawn("T", sleep, 1000)
    async def striker():
        await sleep(10)
        t.cancel()
    spawn("S", striker)
    try:
        await shield(t)
    except Cancelled:
        say(f"Cancelled, cancelling {current().cancelling()} T {yn(t.cancelled())}")
    await sleep(5)
    say("goes on")

run(main)
