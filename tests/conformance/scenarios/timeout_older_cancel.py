# TO-13: a cancel swallowed before the scope does not stop Timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("swallowed")
    try:
        async with timeout(10):
            await sleep(1000)
    except Timeout:
        say(f"Timeout, cancelling {current().cancelling()}")

async def main():
    t = spawn("T", w)
    await sleep(5)
    t.cancel()
    await t
    say(f"cancelled {yn(t.cancelled())}")

run(main)
