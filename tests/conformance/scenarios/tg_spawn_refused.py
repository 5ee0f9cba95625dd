# TG-23: spawning while the group aborts, or after its end, is an error, and the
# function does not run
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    say("never")

def attempt(tg, when):
    c = w()
    try:
        tg.create_task(c, name="W")
    except RuntimeError:
        say(f"refused {when}")
        c.close()

async def late(tg):
    try:
        await sleep(1000)
    except Cancelled:
        attempt(tg, "in a cancelled child")
        raise

async def bad():
    await sleep(5)
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "late", late, tg)
            tg_spawn(tg, "bad", bad)
            try:
                await sleep(1000)
            except Cancelled:
                attempt(tg, "in the body")
                raise
    except ErrorGroup as e:
        say(kind(e))
    attempt(tg, "after the end")
    async with TaskGroup() as tg:
        pass
    attempt(tg, "after a good end")
    await sleep(5)

run(main)
