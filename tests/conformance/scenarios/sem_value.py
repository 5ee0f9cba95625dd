# SEM-1, SEM-7, SEM-10: acquire takes one at once; a release with a waiter hands
# the permit over, and the semaphore stays locked
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s):
    await s.acquire()
    say(f"{name} in")

async def main():
    s = Semaphore(2)
    say(f"value {s._value} locked {yn(s.locked())}")
    await s.acquire()
    await s.acquire()
    say(f"value {s._value} locked {yn(s.locked())}")
    t = spawn("W", w, "W", s)
    await sleep(1)
    s.release()
    say(f"released, value {s._value} locked {yn(s.locked())}")
    n = spawn("N", w, "N", s)
    await sleep(0)
    say(f"a turn later, value {s._value} locked {yn(s.locked())}")
    await t
    s.release()
    await n
    s.release()
    say(f"value {s._value} locked {yn(s.locked())}")

run(main)
