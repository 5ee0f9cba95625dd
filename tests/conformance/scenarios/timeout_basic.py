# TO-1, TO-2: the body is cancelled at the deadline and the block raises Timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    try:
        async with timeout(50) as scope:
            try:
                await sleep(1000)
            except Cancelled:
                say(f"body Cancelled, expired {yn(scope.expired())} cancelling {current().cancelling()}")
                raise
    except Timeout:
        say(f"Timeout, expired {yn(scope.expired())} cancelling {current().cancelling()}")
    await sleep(10)
    say("fine")

run(main)
