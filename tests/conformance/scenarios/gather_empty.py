# GA-4: a gather of nothing gives nothing and does not suspend
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def other():
    say("other runs")

async def main():
    spawn("other", other)
    r = await gather()
    say(f"{len(r)} results")
    r = await gather(return_exceptions=True)
    say(f"{len(r)} results")
    await sleep(0)

run(main)
