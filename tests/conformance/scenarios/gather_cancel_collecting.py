# GA-10, GA-12: collecting errors, a cancelled gatherer waits for all children
# and then raises Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, cleanup):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(cleanup)
        say(f"{name} cleaned")
        raise

async def boss():
    try:
        await gather(w("A", 30), w("B", 10), w("C", 20), return_exceptions=True)
        say("never")
    except Cancelled:
        say(f"boss Cancelled, cancelling {current().cancelling()}")
        raise

async def main():
    b = spawn("boss", boss)
    await sleep(10)
    b.cancel()
    say("requested")
    await wait([b])
    say(f"boss cancelled {yn(b.cancelled())}")

run(main)
