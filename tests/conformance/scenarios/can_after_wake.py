# CAN-17: a cancel that comes after the wake-up and before the turn wins; what
# was awaited is lost for this waiter
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    await sleep(10)
    return "value"

async def awaiter(name, t):
    try:
        say(f"{name} gets {await t}")
    except Cancelled:
        say(f"{name} Cancelled")
        raise

async def event_waiter(ev):
    try:
        await ev.wait()
        say("event seen")
    except Cancelled:
        say("event waiter Cancelled")
        raise

async def sleeper():
    try:
        await sleep(20)
        say("slept")
    except Cancelled:
        say("sleeper Cancelled")
        raise

async def main():
    ev = Event()
    e = spawn("E", event_waiter, ev)
    await sleep(1)
    ev.set()
    e.cancel()
    await wait([e])
    t = spawn("child", child)
    a, b = spawn("A", awaiter, "A", t), spawn("B", awaiter, "B", t)
    t.add_done_callback(lambda t: say(f"cancel A {yn(a.cancel())}"))
    await wait([a, b])
    say(f"child {t.result()} cancelling {t.cancelling()}")
    async def striker():
        await sleep(20)
        s.cancel()
    spawn("X", striker)
    s = spawn("S", sleeper)
    await wait([s])

run(main)
