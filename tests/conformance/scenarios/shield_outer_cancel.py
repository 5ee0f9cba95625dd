# SH-3: the awaiter is cancelled at once, the shielded task runs on
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def job():
    await sleep(30)
    say("job ends")
    return "value"

async def w(j):
    try:
        await shield(j)
    except Cancelled:
        say(f"w Cancelled, job done {yn(j.done())}")
        raise

async def main():
    j = spawn("job", job)
    t = spawn("w", w, j)
    await sleep(10)
    t.cancel()
    await wait([t])
    say(f"w cancelled {yn(t.cancelled())} job cancelling {j.cancelling()}")
    say(await j)

run(main)
