# RUN-1: an error of main's ends the program, after the rest was cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("cancelled")
        await sleep(5)
        say("cleaned")
        raise

async def main():
    spawn("W", w)
    await sleep(5)
    raise Err("main fails")

run(main)
