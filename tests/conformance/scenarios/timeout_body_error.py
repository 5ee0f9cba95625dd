# TO-7, TO-8: the body's errors pass unchanged, also one raised while the expiry
# is handled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    try:
        async with timeout(10) as s:
            await sleep(5)
            raise Err("early")
    except Err as e:
        say(f"{kind(e)}, expired {yn(s.expired())}")
    try:
        async with timeout(10) as s:
            try:
                await sleep(1000)
            except Cancelled:
                raise Err("instead")
    except Timeout:
        say("Timeout")
    except Err as e:
        say(f"{kind(e)}, expired {yn(s.expired())} cancelling {current().cancelling()}")
    await sleep(5)
    say("goes on")

run(main)
