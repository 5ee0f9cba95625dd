# WA-3, WA-4: "first_error" ends with a failure, not with a cancellation; without
# one it waits for all
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    say(f"{name} ends")
    if fails:
        raise Err(name)

async def main():
    ts = [spawn("A", w, "A", 30, False), spawn("B", w, "B", 20, True), spawn("C", w, "C", 1000, False)]
    async def striker():
        await sleep(10)
        ts[2].cancel()
    spawn("S", striker)
    done, pending = await wait(ts, "FIRST_EXCEPTION")
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait(pending, "FIRST_EXCEPTION")
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait([ts[1], spawn("D", w, "D", 5, False)], "FIRST_EXCEPTION")
    say(f"done {names(done)} pending {names(pending)}")
    await sleep(10)

run(main)
