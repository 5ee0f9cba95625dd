# GA-8: a cancelled child counts as an error Cancelled; neither the gatherer nor
# the siblings are cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")
    return name

async def main():
    a, b = spawn("A", w, "A", 100), spawn("B", w, "B", 20)
    async def striker():
        await sleep(10)
        a.cancel()
    spawn("S", striker)
    try:
        await gather(a, b)
    except Cancelled:
        say(f"Cancelled, cancelling {current().cancelling()} B cancelling {b.cancelling()}")
    say(await b)

run(main)
