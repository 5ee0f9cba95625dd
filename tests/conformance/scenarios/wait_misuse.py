# WA-7: an empty list and an unknown return_when are refused
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    t = spawn("T", sleep, 1)
    for ts, when in (([], "ALL_COMPLETED"), ([t], "SOMETIMES")):
        try:
            await wait(ts, when)
        except ValueError:
            say("refused")
    await wait([t])
    say("end")

run(main)
