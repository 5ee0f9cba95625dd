# Readers and a writer on a condition; the writer waits until nobody reads
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

readers = 0

async def reader(c, name, at, ms):
    global readers
    await sleep(at)
    async with c:
        readers += 1
    say(f"{name} reads with {readers}")
    await sleep(ms)
    async with c:
        readers -= 1
        if readers == 0:
            c.notify_all()
    say(f"{name} leaves")

async def writer(c, name, at):
    await sleep(at)
    async with c:
        await c.wait_for(lambda: readers == 0)
        say(f"{name} writes")
        await sleep(10)
    say(f"{name} leaves")

async def main():
    c = Condition()
    async with TaskGroup() as tg:
        for n, at, ms in (("R1", 0, 10), ("R2", 5, 15), ("R3", 22, 5), ("R4", 40, 1)):
            tg_spawn(tg, n, reader, c, n, at, ms)
        tg_spawn(tg, "W1", writer, c, "W1", 2)
        tg_spawn(tg, "W2", writer, c, "W2", 2)
    say(f"readers {readers}")

run(main)
