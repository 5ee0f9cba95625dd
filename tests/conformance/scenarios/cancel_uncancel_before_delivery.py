# CAN-16: uncancel() to 0 withdraws a Cancelled that is still on its way
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    current().cancel()
    say(f"left {current().uncancel()}")
    await sleep(5)
    say("not cancelled")
    current().cancel()
    current().cancel()
    say(f"left {current().uncancel()}")
    try:
        await sleep(5)
        say("never")
    except Cancelled:
        say("one request is enough")
        raise

async def main():
    t = spawn("T", w)
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")
    u = spawn("U", w)
    u.cancel()
    say(f"left {u.uncancel()}")
    await wait([u])
    say(f"cancelled {yn(u.cancelled())}")

run(main)
