# a put that meets its deadline puts nothing, also when a slot is freed
# at that instant
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(q, name, ms):
    try:
        async with timeout(ms):
            await q.put(name)
            say(f"{name} put")
    except Timeout:
        say(f"{name} Timeout, size {q.qsize()}")

async def main():
    q = Queue(1)
    q.put_nowait("first")
    ts = [spawn("A", w, q, "A", 5), spawn("B", w, q, "B", 10), spawn("C", w, q, "C", 500)]
    await sleep(10)
    say(q.get_nowait())
    await wait(ts)
    say(f"{q.get_nowait()} size {q.qsize()}")

run(main)
