# LOCK-12: the scoped form releases on an error and on a cancel
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def fails(l):
    async with l:
        say("fails in")
        await sleep(5)
        raise Err("boom")

async def long(l):
    async with l:
        say("long in")
        try:
            await sleep(1000)
        finally:
            await sleep(5)
            say("long cleaned")

async def main():
    l = Lock()
    f, g = spawn("F", fails, l), spawn("L", long, l)
    await sleep(10)
    g.cancel()
    async with l:
        say("main in")
    say(f"F {kind(f.exception())} L cancelled {yn(g.cancelled())} locked {yn(l.locked())}")

run(main)
