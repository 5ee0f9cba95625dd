# TO-19, TO-20: push the deadline out, pull it in, remove it
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    async with timeout(20) as s:
        await sleep(10)
        reschedule(s, 50)
        await sleep(40)
        say("extended")
        reschedule(s, None)
        await sleep(500)
        say("no deadline")
    try:
        async with timeout(1000) as s:
            reschedule(s, 5)
            await sleep(500)
    except Timeout:
        say("pulled in")
    try:
        reschedule(s, 10)
    except RuntimeError:
        say("refused after the end")

run(main)
