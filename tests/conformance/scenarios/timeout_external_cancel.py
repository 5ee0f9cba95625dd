# TO-11: a cancel from outside passes through as Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        async with timeout(100) as s:
            await sleep(1000)
    except Cancelled:
        say(f"Cancelled, expired {yn(s.expired())} cancelling {current().cancelling()}")
        raise
    except Timeout:
        say("Timeout")

async def main():
    t = spawn("w", w)
    await sleep(10)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")

run(main)
