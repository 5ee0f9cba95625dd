# AC-7: cancelling the consumer, or leaving early, leaves the tasks running
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")
    return name

async def consumer(ts):
    try:
        for c in as_completed(ts):
            say(f"got {await c}")
    except Cancelled:
        say("consumer Cancelled")
        raise

async def main():
    ts = [spawn(n, w, n, ms) for n, ms in (("A", 30), ("B", 10))]
    c = spawn("consumer", consumer, ts)
    await sleep(15)
    c.cancel()
    await wait([c])
    say(f"A cancelling {ts[0].cancelling()}")
    await wait(ts)
    ts = [spawn(n, w, n, ms) for n, ms in (("C", 30), ("D", 10))]
    for c in as_completed(ts):
        say(f"got {await c}, leaving")
        break
    await wait(ts)

run(main)
