# GA-2: functions become tasks in argument order; tasks are taken as they are
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} starts")
    await sleep(1)
    return name

async def main():
    t = spawn("T", w, "T")
    r = await gather(w("A"), t, w("B"))
    say(" ".join(r))
    say(f"T again {await t}")

run(main)
