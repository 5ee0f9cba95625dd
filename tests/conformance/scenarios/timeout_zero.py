# TO-5: with 0 or less the body runs to its first suspension and is cancelled
# there, also at sleep(0)
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    for ms in (0, -10):
        try:
            async with timeout(ms) as s:
                say("body begins")
                await sleep(0)
                say("never")
        except Timeout:
            say(f"Timeout, expired {yn(s.expired())}")
    try:
        async with timeout(0):
            await sleep(1000)
    except Timeout:
        say("Timeout")

run(main)
