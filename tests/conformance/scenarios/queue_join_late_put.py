# several joiners are woken in order; a put after the count was 0 and
# before their turn does not hold them
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def joiner(q, name):
    await q.join()
    say(f"{name} joined, size {q.qsize()}")

async def main():
    q = Queue()
    q.put_nowait(1)
    ts = [spawn(n, joiner, q, n) for n in ("A", "B")]
    await sleep(1)
    await q.get()
    q.task_done()
    q.put_nowait(2)
    ts.append(spawn("C", joiner, q, "C"))
    await sleep(5)
    say(f"C done {yn(ts[2].done())}")
    await q.get()
    q.task_done()
    await wait(ts)

run(main)
