# WF-9: the awaited task alone is cancelled: the waiter gets Cancelled and may go
# on
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    t = spawn("T", sleep, 1000)
    async def striker():
        await sleep(10)
        t.cancel()
    spawn("S", striker)
    try:
        await wait_for(100, t)
    except Cancelled:
        say(f"Cancelled, cancelling {current().cancelling()}")
    await sleep(200)
    say("quiet")

run(main)
