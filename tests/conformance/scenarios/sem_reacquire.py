# SEM-4: acquiring again during a hand-over keeps the order
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s, again):
    async with s:
        say(name)
    if again:
        async with s:
            say(again)

async def main():
    s = Semaphore(1)
    ts = [spawn("A", w, "1", s, "4"), spawn("B", w, "2", s, None), spawn("C", w, "3", s, None)]
    await wait(ts)
    await s.acquire()
    ts = [spawn("A", w, "5", s, "8"), spawn("B", w, "6", s, None), spawn("C", w, "7", s, None)]
    await sleep(1)
    s.release()
    async with s:
        say("main")
    await wait(ts)

run(main)
