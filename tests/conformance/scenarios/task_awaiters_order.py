# TASK-2, TASK-5: awaiters resume in the order in which they began to await
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    await sleep(10)
    say("child ends")
    return "value"

async def waiter(name, t, ms):
    await sleep(ms)
    say(f"{name} gets {await t}")

async def main():
    t = spawn("child", child)
    ts = [spawn(n, waiter, n, t, ms) for n, ms in (("A", 3), ("B", 1), ("C", 2), ("D", 10))]
    await wait(ts)

run(main)
