# WA-5: at the timeout it returns the split, raises nothing, cancels nobody
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")

async def main():
    ts = [spawn(n, w, n, ms) for n, ms in (("A", 30), ("B", 10), ("C", 20))]
    done, pending = await wait(ts, "ALL_COMPLETED", 15)
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait(ts, "ALL_COMPLETED", 0)
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait(ts, "FIRST_COMPLETED", 5)
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait(pending, "FIRST_COMPLETED", 5)
    say(f"done {names(done)} pending {names(pending)}, cancelling {ts[0].cancelling()}")
    done, pending = await wait(ts, "ALL_COMPLETED", 1000)
    say(f"done {names(done)} pending {names(pending)}")

run(main)
