# WA-2: returns as soon as one has ended; the rest run on
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")

async def main():
    ts = [spawn(n, w, n, ms) for n, ms in (("A", 20), ("B", 10), ("C", 10), ("D", 30))]
    done, pending = await wait(ts, "FIRST_COMPLETED")
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait(pending)
    say(f"done {names(done)} pending {names(pending)}")

run(main)
