# a cancelled putter puts nothing; woken and then cancelled, the slot
# passes to the next putter
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def putter(q, name):
    try:
        await q.put(name)
        say(f"{name} put")
    except Cancelled:
        say(f"{name} Cancelled, size {q.qsize()}")
        raise

async def main():
    q = Queue(1)
    q.put_nowait("first")
    a, b, c = [spawn(n, putter, q, n) for n in ("A", "B", "C")]
    await sleep(1)
    a.cancel()
    await sleep(1)
    say(q.get_nowait())
    b.cancel()
    await wait([b, c])
    say(f"{q.get_nowait()} size {q.qsize()}")
    q.put_nowait("second")
    d = spawn("D", putter, q, "D")
    await sleep(1)
    say(q.get_nowait())
    d.cancel()
    await wait([d])
    say(f"size {q.qsize()}")
    q.put_nowait("third")
    say(f"size {q.qsize()}")

run(main)
