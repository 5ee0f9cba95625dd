# TG-22, TG-23: after body and children have ended the group takes no more tasks,
# also in the turns before its parent goes on
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child(ev):
    await ev.wait()
    say("child ends")

async def late():
    say("never")

def attempt(tg, when):
    c = late()
    try:
        tg.create_task(c, name="late")
        say(f"taken {when}")
    except RuntimeError:
        say(f"refused {when}")
        c.close()

async def main():
    ev = Event()
    async def other(t, tg):
        await t
        attempt(tg, "after the last end")
        await sleep(0)
        attempt(tg, "a turn later")
    async def setter():
        await sleep(5)
        ev.set()
    spawn("S", setter)
    async with TaskGroup() as tg:
        t = tg_spawn(tg, "C", child, ev)
        o = spawn("O", other, t, tg)
    say("group has ended")
    await o

run(main)
