# SH-1: value and error come through
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def good():
    await sleep(5)
    return "value"

async def bad():
    await sleep(5)
    raise Err("boom")

async def main():
    say(await shield(spawn("good", good)))
    try:
        await shield(spawn("bad", bad))
    except Err as e:
        say(f"caught {kind(e)}")
    say(await shield(good()))

run(main)
