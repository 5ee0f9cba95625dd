# GA-18: gathers nest; a cancellation goes down to every leaf
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def leaf(name, ms):
    try:
        await sleep(ms)
        say(f"{name} ends")
        return name
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def pair(a, b, ms):
    r = await gather(leaf(a, ms), leaf(b, ms + 5))
    return "+".join(r)

async def main():
    say(" ".join(await gather(pair("A", "B", 10), pair("C", "D", 1))))
    t = spawn("T", lambda: both())
    await sleep(5)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")

async def both():
    await gather(pair("E", "F", 100), pair("G", "H", 100))

run(main)
