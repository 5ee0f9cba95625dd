# WA-1: by default it returns when all have ended; errors are not raised
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    say(f"{name} ends")
    if fails:
        raise Err(name)

async def main():
    ts = [spawn("A", w, "A", 20, True), spawn("B", w, "B", 10, False), spawn("C", w, "C", 30, False)]
    async def striker():
        await sleep(15)
        ts[2].cancel()
    spawn("S", striker)
    done, pending = await wait(ts)
    say(f"done {names(done)} pending {names(pending)}")
    say(f"A {kind(ts[0].exception())} C cancelled {yn(ts[2].cancelled())}")

run(main)
