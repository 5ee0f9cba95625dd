# GA-14: every child has ended, the gatherer is cancelled before its turn: the
# values are lost
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(ms):
    await sleep(ms)
    say(f"{ms} ends")
    return ms

async def boss(ts):
    try:
        await gather(*ts)
        say("boss has the values")
    except Cancelled:
        say("boss Cancelled")
        raise

async def main():
    ts = [spawn("A", w, 5), spawn("B", w, 10)]
    b = spawn("boss", boss, ts)
    ts[1].add_done_callback(lambda t: say(f"cancel {yn(b.cancel())}"))
    await wait([b])
    say(f"cancelled {yn(b.cancelled())} A {ts[0].result()} B {ts[1].result()}")
    ts = [spawn("A", w, 5), spawn("B", w, 10)]
    b = spawn("boss", boss, ts)
    await sleep(0)
    ts[1].add_done_callback(lambda t: say(f"cancel {yn(b.cancel())}"))
    await wait([b])
    say(f"cancelled {yn(b.cancelled())}")

run(main)
