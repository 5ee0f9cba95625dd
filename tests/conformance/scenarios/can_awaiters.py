# CAN-5: a task that lets Cancelled out is cancelled; every awaiter gets it,
# each time
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def waiter(t, name):
    try:
        await t
    except Cancelled:
        say(f"{name} sees Cancelled, cancelling {current().cancelling()}")

async def main():
    t = spawn("T", sleep, 1000)
    a, b = spawn("A", waiter, t, "A"), spawn("B", waiter, t, "B")
    await sleep(5)
    t.cancel()
    await wait([a, b])
    say(f"A cancelled {yn(a.cancelled())}")
    for i in range(2):
        try:
            await t
        except Cancelled:
            say("again")

run(main)
