# AG-1: the producer runs only while the consumer asks
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    say("producer begins")
    for i in range(3):
        say(f"produces {i}")
        yield i
    say("producer ends")

async def main():
    s = numbers()
    say("made")
    await sleep(5)
    async for v in s:
        say(f"got {v}")
        await sleep(10)
    say("end")

run(main)
