# GA-1: results come in argument order whatever the finishing order
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")
    return name + str(ms)

async def main():
    r = await gather(w("A", 30), w("B", 10), w("C", 20))
    say(" ".join(r))

run(main)
