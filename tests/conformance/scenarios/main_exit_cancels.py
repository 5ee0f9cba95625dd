# RUN-2: when main ends every other task is cancelled in spawn order and awaited
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, cleanup):
    try:
        say(f"{name} start")
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(cleanup)
        say(f"{name} cleaned")
        raise

async def main():
    spawn("A", w, "A", 20)
    spawn("B", w, "B", 0)
    spawn("C", w, "C", 10)
    await sleep(5)
    say("main ends")

run(main)
