# An ErrorGroup is split by kind, nested groups too
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def timed_out():
    async with timeout(10):
        await sleep(1000)

async def fails():
    await sleep(10)
    raise Err("boom")

async def two():
    async with TaskGroup() as tg:
        tg_spawn(tg, "T", timed_out)
        tg_spawn(tg, "F", fails)

def show(name, e):
    say(f"{name} {kind(e) if e else 'none'}")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "A", timed_out)
            tg_spawn(tg, "B", fails)
            await two()
    except ErrorGroup as e:
        show("all", e)
        m, r = e.split(TimeoutError)
        show("matched", m)
        show("rest", r)
        m, r = r.split(Err)
        show("matched", m)
        show("rest", r)
        m, r = e.split(lambda x: False)
        show("matched", m)
        show("rest", r)

run(main)
