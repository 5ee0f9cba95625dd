# GA-13: children that swallow the cancellation do not save the gatherer
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} swallows")
    return name

async def boss(collect):
    try:
        r = await gather(w("A"), w("B"), return_exceptions=collect)
        say(f"boss got {len(r)}")
    except Cancelled:
        say("boss Cancelled")
        raise

async def main():
    for collect in (False, True):
        b = spawn("boss", boss, collect)
        await sleep(10)
        b.cancel()
        await wait([b])
        say(f"cancelled {yn(b.cancelled())}")

run(main)
