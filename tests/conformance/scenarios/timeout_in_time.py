# TO-3, TO-4: in time there is no Timeout, no timer is left, expired() is false;
# nil is no deadline
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    async with timeout(5000) as s:
        await sleep(10)
        say(f"deadline {round(s.when() * 1000)} expired {yn(s.expired())}")
    say(f"expired {yn(s.expired())}")
    async with timeout(None) as s:
        say(f"deadline {s.when()}")
        await sleep(10)
        reschedule(s, 20)
        say(f"deadline {round(s.when() * 1000)}")
        reschedule(s, None)
        say(f"deadline {s.when()}")
        await sleep(50)
    say(f"expired {yn(s.expired())}")

run(main)
