# CAN-21: after Cancelled, uncancel() == 0 says that it was one's own
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def scope(name, own):
    me = current()
    if own:
        spawn("timer", sleep, 10).add_done_callback(lambda t: me.cancel())
    try:
        await sleep(1000)
    except Cancelled:
        if own and me.uncancel() == 0:
            say(f"{name} was its own")
            return "handled"
        say(f"{name} from outside, cancelling {me.cancelling()}")
        raise

async def main():
    t = spawn("own", scope, "own", True)
    say(await t)
    t = spawn("outside", scope, "outside", False)
    await sleep(5)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")
    t = spawn("both", scope, "both", True)
    t.add_done_callback(lambda t: say("both has ended"))
    await sleep(10)
    await sleep(0)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")

run(main)
