# CND-6: wait_until looks again after every wake-up, and does not suspend if it is
# true at once
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

stock = 0

async def taker(c, name, n):
    global stock
    async with c:
        r = await c.wait_for(lambda: stock >= n and stock)
        stock -= n
        say(f"{name} saw {r}, left {stock}")

async def main():
    global stock
    c = Condition()
    ts = [spawn("A", taker, c, "A", 3), spawn("B", taker, c, "B", 1), spawn("C", taker, c, "C", 2)]
    for i in range(6):
        await sleep(5)
        async with c:
            stock += 1
            say(f"stock {stock}")
            c.notify_all()
    await wait(ts)
    async with c:
        say(await c.wait_for(lambda: "at once"))

run(main)
