# CND-1: wait and notify need the lock held, by anyone
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    c = Condition()
    for name in ("wait", "notify", "notify_all"):
        try:
            r = getattr(c, name)()
            if name == "wait":
                await r
        except RuntimeError:
            say(f"{name} refused")
    async def holder():
        async with c:
            await sleep(10)
    h = spawn("H", holder)
    await sleep(5)
    c.notify()
    say("notify while another holds it")
    await h

run(main)
