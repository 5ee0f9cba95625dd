# TO-17: an inner Timeout that nobody catches is an ordinary error for the outer
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    try:
        async with timeout(100) as outer:
            async with timeout(10) as inner:
                await sleep(1000)
    except Timeout:
        say(f"Timeout, inner {yn(inner.expired())} outer {yn(outer.expired())}")
    await sleep(200)
    say("quiet")

run(main)
