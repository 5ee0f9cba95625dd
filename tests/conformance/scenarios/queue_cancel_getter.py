# a cancelled getter leaves the line; woken and then cancelled, the
# wake-up passes to the next, or the item stays
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def getter(q, name):
    try:
        say(f"{name} got {await q.get()}")
    except Cancelled:
        say(f"{name} Cancelled, size {q.qsize()}")
        raise

async def main():
    q = Queue()
    a, b, c = [spawn(n, getter, q, n) for n in ("A", "B", "C")]
    await sleep(1)
    a.cancel()
    await sleep(1)
    q.put_nowait(1)
    b.cancel()
    await wait([b, c])
    d = spawn("D", getter, q, "D")
    await sleep(1)
    q.put_nowait(2)
    d.cancel()
    await wait([d])
    say(f"size {q.qsize()}, main gets {await q.get()}")
    ts = [spawn(n, getter, q, n) for n in ("E", "F", "G")]
    await sleep(1)
    q.put_nowait(3)
    q.put_nowait(4)
    ts[0].cancel()
    ts[1].cancel()
    await wait([ts[2]])
    say(f"size {q.qsize()}")

run(main)
