# TO-11, TO-12: an outside cancel and the expiry together, in either order or
# during the cleanup: the outside cancel wins
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, cleanup):
    try:
        async with timeout(10) as s:
            try:
                await sleep(1000)
            except Cancelled:
                if cleanup:
                    await sleep(cleanup)
                raise
    except Timeout:
        say(f"{name} Timeout")
    except Cancelled:
        say(f"{name} Cancelled, expired {yn(s.expired())} cancelling {current().cancelling()}")
        raise

async def attempt(name, ms, cleanup, first):
    if first:
        spawn("S", lambda: strike_later(ms))
    global target
    target = spawn(name, w, name, cleanup)
    if not first:
        spawn("S", lambda: strike_later(ms))
    await wait([target])
    say(f"{name} cancelled {yn(target.cancelled())}")

async def strike_later(ms):
    await sleep(ms)
    target.cancel()

async def main():
    await attempt("before", 5, 0, False)
    await attempt("cancel first", 10, 0, True)
    await attempt("expiry first", 10, 0, False)
    await attempt("in cleanup", 15, 20, False)
    await attempt("cancel, then expiry in cleanup", 5, 20, False)

run(main)
