# WA-2: "first" returns two turns after the first end, with all that has ended
# by then
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, turns):
    await sleep(5)
    for i in range(turns):
        await sleep(0)
    say(f"{name} ends")

async def main():
    ts = [spawn(n, w, n, turns) for n, turns in (("A", 0), ("B", 1), ("C", 2), ("D", 3))]
    done, pending = await wait(ts, "FIRST_COMPLETED")
    say(f"done {names(done)} pending {names(pending)}")
    await wait(ts)

run(main)
