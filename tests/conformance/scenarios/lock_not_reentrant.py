# LOCK-11: a task that takes a lock twice waits for itself
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    l = Lock()
    async with l:
        try:
            async with timeout(10):
                async with l:
                    say("never")
        except Timeout:
            say(f"Timeout, locked {yn(l.locked())}")
    say(f"locked {yn(l.locked())}")

run(main)
