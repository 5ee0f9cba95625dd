# the same for putters: a slot that was freed for one is taken by another
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def putter(q, name):
    await q.put(name)
    say(f"{name} put, size {q.qsize()}")

async def main():
    q = Queue(1)
    q.put_nowait("first")
    a, b = spawn("A", putter, q, "A"), spawn("B", putter, q, "B")
    await sleep(1)
    say(f"got {q.get_nowait()}")
    await q.put("barged")
    say(f"main put, size {q.qsize()}")
    await sleep(1)
    for i in range(3):
        say(f"got {await q.get()}")
        await sleep(1)
    await wait([a, b])

run(main)
