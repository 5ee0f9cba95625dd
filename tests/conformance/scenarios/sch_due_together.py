# SCH-3, SCH-8: timers fire in the order of their deadlines; those due at one
# instant all run before anything they cause
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def sleeper(name, ms, ev):
    await sleep(ms)
    say(f"{name} awake")
    ev.set()

async def waiter(name, ev):
    await ev.wait()
    say(f"{name} sees the event")

async def main():
    ev = Event()
    spawn("W", waiter, "W", ev)
    spawn("A", sleeper, "A", 10, ev)
    spawn("B", sleeper, "B", 10, ev)
    spawn("C", sleeper, "C", 5, Event())
    spawn("D", sleeper, "D", 11, Event())
    await sleep(10)
    say("main awake")
    await sleep(20)

run(main)
