# RUN-2, RUN-3: when main has ended one more pass runs what is ready: an unstarted
# task starts; the rest is then cancelled in the order of spawning
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} starts")
    try:
        await sleep(0)
        say(f"{name} second turn")
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def main():
    spawn("A", w, "A")
    spawn("B", w, "B")
    await sleep(0)
    spawn("C", w, "C")
    say("main ends")

run(main)
