# GA-15: once gather has raised, cancelling the gatherer does not reach the
# children that still run
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    if fails:
        raise Err(name)
    say(f"{name} ends")

async def boss(ts):
    try:
        await gather(*ts)
    except Err as e:
        say(f"caught {kind(e)}")
    await sleep(1000)

async def main():
    ts = [spawn("A", w, "A", 10, True), spawn("B", w, "B", 30, False)]
    b = spawn("boss", boss, ts)
    await sleep(20)
    b.cancel()
    await wait([b])
    say(f"boss cancelled {yn(b.cancelled())} B cancelling {ts[1].cancelling()}")
    await ts[1]

run(main)
