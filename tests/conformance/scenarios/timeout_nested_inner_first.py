# TO-14: nested, inner first: the outer is not touched
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    async with timeout(100) as outer:
        try:
            async with timeout(10):
                await sleep(1000)
        except Timeout:
            say(f"inner Timeout, cancelling {current().cancelling()}")
        await sleep(20)
        say(f"outer goes on, expired {yn(outer.expired())}")
    say(f"expired {yn(outer.expired())}")

run(main)
