# AC-1, AC-2: ended tasks queue up in the order of their ending while the
# consumer is busy, and then come without suspending
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    return name

async def ticker():
    for i in range(20):
        await sleep(5)
        say("tick")

async def main():
    ts = [spawn(n, w, n, ms) for n, ms in (("A", 30), ("B", 10), ("C", 20), ("D", 48))]
    spawn("ticker", ticker)
    for c in as_completed(ts):
        say(f"got {await c}")
        if now() == 10:
            await sleep(32)
            say("consumer back")
    say("end")

run(main)
