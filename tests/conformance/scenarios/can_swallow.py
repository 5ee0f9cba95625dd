# CAN-6, CAN-8: a task may swallow Cancelled and go on; one request, one Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    for i in range(3):
        try:
            await sleep(1000)
            say(f"{i} slept")
        except Cancelled:
            say(f"{i} swallowed, cancelling {current().cancelling()}")
    return "done anyway"

async def main():
    t = spawn("T", w)
    await sleep(10)
    t.cancel()
    await sleep(10)
    t.cancel()
    r = await t
    say(f"{r}, cancelled {yn(t.cancelled())} cancelling {t.cancelling()}")

run(main)
