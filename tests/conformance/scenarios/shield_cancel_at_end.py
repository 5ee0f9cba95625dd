# SH-3, CAN-17: the awaiter is cancelled in the turn in which the inner one ended
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def job():
    await sleep(10)
    return "value"

async def w(j):
    try:
        say(await shield(j))
    except Cancelled:
        say("W Cancelled")
        raise

async def main():
    for late in (False, True):
        j = spawn("job", job)
        t = spawn("W", w, j)
        if late:
            await sleep(0)
        j.add_done_callback(lambda j: say(f"cancel {yn(t.cancel())}"))
        await wait([t])
        say(f"W cancelled {yn(t.cancelled())} job {j.result()}")

run(main)
