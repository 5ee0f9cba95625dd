# other orders
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    l = LifoQueue()
    for v in ("a", "b", "c"): l.put_nowait(v)
    say(" ".join([await l.get() for i in range(3)]))
    p = PriorityQueue()
    for v in (30, 10, 20): p.put_nowait(v)
    say(" ".join([str(await p.get()) for i in range(3)]))
    p = PriorityQueue(2)
    p.put_nowait((5, "five"))
    p.put_nowait((1, "one"))
    async def late():
        await p.put((0, "zero"))
        say("zero is in")
    t = spawn("L", late)
    await sleep(5)
    for i in range(3):
        say((await p.get())[1])
        await sleep(1)

run(main)
