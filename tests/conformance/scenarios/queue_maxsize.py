# put blocks on a full queue until a get makes room
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def producer(q):
    for i in range(1, 6):
        await q.put(i)
        say(f"put {i} size {q.qsize()} full {yn(q.full())}")

async def main():
    q = Queue(2)
    p = spawn("P", producer, q)
    await sleep(10)
    while not p.done() or not q.empty():
        say(f"got {await q.get()}")
        await sleep(10)
    say(f"empty {yn(q.empty())} max {q.maxsize}")

run(main)
