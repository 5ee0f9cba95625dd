# AC-4: the timeout is for all of them; Timeout comes at the next item asked
# for, and nobody is cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")
    return name

async def main():
    ts = [spawn(n, w, n, ms) for n, ms in (("A", 30), ("B", 10), ("C", 40))]
    try:
        for c in as_completed(ts, 20):
            say(f"got {await c}")
    except Timeout:
        say(f"Timeout, A cancelling {ts[0].cancelling()} mine {current().cancelling()}")
    await sleep(50)
    ts = [spawn(n, w, n, ms) for n, ms in (("D", 5), ("E", 10), ("F", 90))]
    try:
        for c in as_completed(ts, 20):
            say(f"got {await c}")
            await sleep(30)
    except Timeout:
        say("Timeout although E had ended")

run(main)
