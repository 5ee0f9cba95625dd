# TO-2, TO-9: a body that swallows the Cancelled leaves normally: no Timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    async with timeout(10) as s:
        try:
            await sleep(1000)
        except Cancelled:
            say(f"swallowed, expired {yn(s.expired())} cancelling {current().cancelling()}")
        await sleep(5)
        say("body goes on")
    say(f"no Timeout, expired {yn(s.expired())} cancelling {current().cancelling()}")
    await sleep(5)
    say("end")

run(main)
