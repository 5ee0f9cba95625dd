# RUN-1: main lets a cancellation out: the program fails
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    current().cancel()
    await sleep(5)
    say("never")

run(main)
