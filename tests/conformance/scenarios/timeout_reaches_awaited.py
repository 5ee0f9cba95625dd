# TO-23: the expiry reaches what the body awaits: a task and the children of a
# gather are cancelled, what it waits for is not
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(50)
        say(f"{name} ends")
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def attempt(name, wait_of):
    try:
        async with timeout(10):
            await wait_of()
    except Timeout:
        say(f"{name} Timeout")

async def main():
    a, b, c, d, e = [spawn(n, w, n) for n in ("A", "B", "C", "D", "E")]
    async def one():
        await a
    await attempt("await", one)
    await attempt("gather", lambda: gather(b, c))
    await attempt("wait", lambda: wait([d]))
    await attempt("shield", lambda: shield(e))
    await wait([d, e])

run(main)
