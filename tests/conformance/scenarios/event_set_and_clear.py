# EVT-1, EVT-4, EVT-5: set and clear in one breath wake those who waited; later
# waiters wait for the next set; a set event is not waited for
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ev):
    say(f"{name} waits")
    r = await ev.wait()
    say(f"{name} woken {yn(r)}, set {yn(ev.is_set())}")

async def main():
    ev = Event()
    ts = [spawn("A", w, "A", ev), spawn("B", w, "B", ev)]
    await sleep(5)
    ev.set()
    ev.clear()
    ts.append(spawn("C", w, "C", ev))
    await sleep(5)
    say("setting again")
    ev.set()
    ts.append(spawn("D", w, "D", ev))
    say(f"main {yn(await ev.wait())}")
    await wait(ts)

run(main)
