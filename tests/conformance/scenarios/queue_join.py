# join waits for task_done, not for emptiness
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    q = Queue()
    q.put_nowait(1)
    q.put_nowait(2)
    async def joiner(name):
        await q.join()
        say(f"{name} joined")
    spawn("J1", joiner, "J1")
    spawn("J2", joiner, "J2")
    for i in (1, 2):
        await sleep(10)
        q.get_nowait()
        say(f"empty {yn(q.empty())}")
    await sleep(10)
    q.task_done()
    say("one done")
    await sleep(10)
    q.task_done()
    say("two done")
    await sleep(1)
    await q.join()
    say("join of a finished queue returns at once")
    try:
        q.task_done()
    except ValueError:
        say("one task_done too many")

run(main)
