# TASK-1: a spawned task first runs when the spawner suspends; FIFO
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} start")
    await sleep(0)
    say(f"{name} end")

async def main():
    say("main before")
    spawn("A", w, "A")
    spawn("B", w, "B")
    spawn("C", w, "C")
    say("main after")
    await sleep(0)
    say("main turn 1")
    await sleep(0)
    say("main turn 2")

run(main)
