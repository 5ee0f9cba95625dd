# first in, first out; a max of nothing, 0 or less is no limit
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    for q in (Queue(), Queue(0), Queue(-1)):
        for i in range(5):
            await q.put(i)
        say(f"size {q.qsize()} full {yn(q.full())} empty {yn(q.empty())}")
        say(" ".join([str(await q.get()) for i in range(5)]))
        say(f"size {q.qsize()} full {yn(q.full())} empty {yn(q.empty())}")

run(main)
