# join of a fresh or finished queue does not suspend; it waits
# for one task_done a put; one too many is an error
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def other():
    say("other runs")

async def worker(q):
    while True:
        await q.get()
        await sleep(5)
        q.task_done()
        say("done")

async def main():
    spawn("other", other)
    q = Queue()
    await q.join()
    say("fresh")
    try:
        q.task_done()
    except ValueError:
        say("refused")
    for i in range(3):
        q.put_nowait(i)
    w = spawn("W", worker, q)
    await q.join()
    say("joined")
    await q.join()
    say("joined again")
    w.cancel()
    await wait([w])

run(main)
