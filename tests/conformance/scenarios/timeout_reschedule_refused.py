# TO-20: a deadline that has passed, or whose scope has ended, cannot be moved
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    async with timeout(10) as s:
        try:
            await sleep(1000)
        except Cancelled:
            try:
                reschedule(s, 50)
            except RuntimeError:
                say("refused while expiring")
    try:
        reschedule(s, 50)
    except RuntimeError:
        say("refused after expiry")
    async with timeout(10) as s:
        pass
    try:
        reschedule(s, 50)
    except RuntimeError:
        say("refused after the end")

run(main)
