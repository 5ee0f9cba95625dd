# blocked putters of a priority queue enter in the order of their
# arrival; priorities order what is inside
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def putter(q, n):
    await q.put((n, f"item {n}"))
    say(f"{n} is in")

async def main():
    q = PriorityQueue(2)
    ts = [spawn(f"P{n}", putter, q, n) for n in (50, 40, 30, 20, 10)]
    await sleep(1)
    for i in range(5):
        say((await q.get())[1])
        await sleep(1)
    await wait(ts)
    l = LifoQueue(2)
    async def lifo_putter(v):
        await l.put(v)
        say(f"{v} is in")
    ts = [spawn(v, lifo_putter, v) for v in ("a", "b", "c", "d")]
    await sleep(1)
    for i in range(4):
        say(f"got {await l.get()}")
        await sleep(1)

run(main)
