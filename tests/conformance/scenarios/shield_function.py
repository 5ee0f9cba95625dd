# SH-3, SH-5: a function becomes a task, which lives on when its awaiter is
# cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def job():
    say(f"job in a task of its own {yn(current().get_name() != 'W')}")
    await sleep(20)
    say("job ends")

async def w():
    try:
        await shield(job())
    except Cancelled:
        say("W Cancelled")
        raise

async def main():
    t = spawn("W", w)
    await sleep(10)
    t.cancel()
    await wait([t])
    await sleep(30)
    say("end")

run(main)
