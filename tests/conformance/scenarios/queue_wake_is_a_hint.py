# the item stays until the woken getter runs; a getter that finds it
# takes it at once, and the woken one goes to the back of the line
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def getter(q, name):
    say(f"{name} got {await q.get()}")

async def main():
    q = Queue()
    a, b = spawn("A", getter, q, "A"), spawn("B", getter, q, "B")
    await sleep(1)
    q.put_nowait(1)
    say(f"size {q.qsize()}")
    say(f"main barges in and gets {await q.get()}")
    await sleep(1)
    q.put_nowait(2)
    await sleep(1)
    q.put_nowait(3)
    await wait([a, b])
    c = spawn("C", getter, q, "C")
    await sleep(1)
    q.put_nowait(4)
    say(f"main takes {q.get_nowait()}")
    await sleep(1)
    say(f"C done {yn(c.done())}")
    q.put_nowait(5)
    await c

run(main)
