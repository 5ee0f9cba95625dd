# a put wakes the first getter, a get the first putter, one each
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def getter(q, name):
    say(f"{name} got {await q.get()}")

async def putter(q, name):
    await q.put(name)
    say(f"{name} put, size {q.qsize()}")

async def main():
    q = Queue()
    ts = [spawn(n, getter, q, n) for n in ("A", "B", "C")]
    await sleep(1)
    q.put_nowait(1)
    await sleep(1)
    say("one served")
    q.put_nowait(2)
    q.put_nowait(3)
    await wait(ts)
    q = Queue(1)
    q.put_nowait("first")
    ts = [spawn(n, putter, q, n) for n in ("D", "E", "F")]
    await sleep(1)
    for i in range(4):
        say(f"main got {q.get_nowait()}")
        await sleep(1)

run(main)
