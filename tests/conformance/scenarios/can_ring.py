# CAN-12: cancelling one of several awaiters of a task cancels the task, and so
# every awaiter
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, t):
    try:
        await t
    except Cancelled:
        say(f"{name} Cancelled, cancelling {current().cancelling()}")
        raise

async def main():
    t = spawn("T", sleep, 1000)
    a, b, c = [spawn(n, w, n, t) for n in ("A", "B", "C")]
    await sleep(5)
    b.cancel()
    await wait([a, b, c])
    say(f"T cancelled {yn(t.cancelled())} cancelling {t.cancelling()}")

run(main)
