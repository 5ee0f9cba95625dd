# put suspends only while the queue is full, get only while it is empty
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def other():
    say("other runs")

async def main():
    q = Queue(2)
    spawn("other", other)
    await q.put("a")
    await q.put("b")
    say(await q.get())
    await q.put("c")
    say("main never suspended")
    async def getter():
        await sleep(5)
        say(f"getter {await q.get()}")
    spawn("G", getter)
    await q.put("d")
    say("put d")
    say(await q.get())
    say(await q.get())
    async def putter():
        await sleep(5)
        await q.put("e")
        say("putter put e")
    spawn("P", putter)
    say(await q.get())

run(main)
