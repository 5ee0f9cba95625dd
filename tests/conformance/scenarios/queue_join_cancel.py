# a cancelled join changes nothing
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def joiner(q, name):
    try:
        await q.join()
        say(f"{name} joined")
    except Cancelled:
        say(f"{name} Cancelled")
        raise

async def main():
    q = Queue()
    q.put_nowait(1)
    a, b = spawn("A", joiner, q, "A"), spawn("B", joiner, q, "B")
    await sleep(1)
    a.cancel()
    await wait([a])
    q.task_done()
    say("done")
    await b
    await q.join()
    say(f"size {q.qsize()}")

run(main)
