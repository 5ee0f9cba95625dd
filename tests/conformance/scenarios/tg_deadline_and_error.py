# TG-28, TG-15: the deadline strikes, and a child turns it into an error
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        raise Err("cleanup failed")

async def main():
    try:
        async with timeout(10) as s:
            async with TaskGroup() as tg:
                tg_spawn(tg, "W", w)
    except Timeout:
        say("Timeout")
    except ErrorGroup as e:
        say(f"{kind(e)} expired {yn(s.expired())} cancelling {current().cancelling()}")
    await sleep(5)
    say("goes on")

run(main)
