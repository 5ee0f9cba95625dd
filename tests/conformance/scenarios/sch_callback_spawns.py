# SCH-2, SCH-9: what a callback spawns or sets runs in the next pass
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} runs")

async def waiter(ev):
    await ev.wait()
    say("waiter woken")

async def main():
    ev = Event()
    spawn("E", waiter, ev)
    t = spawn("T", w, "T")
    t.add_done_callback(lambda t: spawn("X", w, "X"))
    t.add_done_callback(lambda t: ev.set())
    t.add_done_callback(lambda t: spawn("Y", w, "Y"))
    for i in range(4):
        say(f"turn {i}")
        await sleep(0)

run(main)
