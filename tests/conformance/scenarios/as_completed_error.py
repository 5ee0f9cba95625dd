# AC-3: a failed or cancelled task comes out in its turn; its error is raised for
# it alone, and the rest follows
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    if fails:
        raise Err(name)
    return name

async def main():
    ts = [spawn("A", w, "A", 30, False), spawn("B", w, "B", 10, True), spawn("C", w, "C", 20, False),
          spawn("D", w, "D", 1000, False)]
    async def striker():
        await sleep(15)
        ts[3].cancel()
    spawn("S", striker)
    for c in as_completed(ts):
        try:
            say(f"got {await c}")
        except (Err, Cancelled) as e:
            say(f"error {kind(e)}, cancelling {current().cancelling()}")
    say("end")

run(main)
