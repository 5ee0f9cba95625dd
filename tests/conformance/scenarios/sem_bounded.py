# SEM-12, SEM-13: a plain one may be released beyond its start, a bounded one not;
# 0 is a start like any other, less is refused
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    s = Semaphore(1)
    s.release()
    await s.acquire()
    await s.acquire()
    say(f"plain locked {yn(s.locked())}")
    b = BoundedSemaphore(1)
    try:
        b.release()
    except ValueError:
        say("refused")
    await b.acquire()
    b.release()
    say(f"bounded locked {yn(b.locked())}")
    say(f"zero locked {yn(Semaphore(0).locked())}")
    for make in (Semaphore, BoundedSemaphore):
        try:
            make(-1)
        except ValueError:
            say("refused")

run(main)
