# CAN-9, CAN-10: cancelling oneself strikes at the next suspension, not at an
# await that does not suspend
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    return "value"

async def w(t):
    say(f"self {yn(current().cancel())}")
    say(await t)
    lk = Lock()
    await lk.acquire()
    say("none of these suspends")
    try:
        await sleep(0)
        say("never")
    except Cancelled:
        say("struck at sleep(0)")
        raise

async def main():
    t = spawn("child", child)
    await t
    s = spawn("S", w, t)
    await wait([s])
    say(f"cancelled {yn(s.cancelled())}")

run(main)
