# Turn distances: what does not suspend at all; the other task never runs
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

ran = 0

async def other():
    global ran
    while True:
        ran += 1
        await sleep(0)

async def child():
    return "value"

async def main():
    t = spawn("child", child)
    await t
    spawn("other", other)
    lk, sm, ev, q, b, cd = Lock(), Semaphore(1), Event(), Queue(), Barrier(1), Condition()
    await lk.acquire()
    await sm.acquire()
    ev.set()
    await ev.wait()
    await q.join()
    await q.put(1)
    await q.get()
    await b.wait()
    async with cd:
        await cd.wait_for(lambda: True)
    await t
    await shield(t)
    await gather()
    await gather(t, t)
    await wait_for(5, t)
    await wait_for(0, t)
    async with TaskGroup() as tg:
        pass
    async with timeout(5):
        pass
    say(f"other ran {ran} times")

run(main)
