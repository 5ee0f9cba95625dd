# TO-16: nested, the same instant: both expire, the outermost alone raises,
# whichever was registered first
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def attempt(name, moved):
    try:
        async with timeout(10) as outer:
            if moved:
                reschedule(outer, 500)
            try:
                async with timeout(10) as inner:
                    if moved:
                        reschedule(outer, 10)
                    await sleep(1000)
            except Timeout:
                say(f"{name} inner Timeout")
                raise
    except Timeout:
        say(f"{name} outer Timeout")
    say(f"{name} expired {yn(inner.expired())} {yn(outer.expired())} cancelling {current().cancelling()}")

async def main():
    await attempt("outer registered first", False)
    await attempt("inner registered first", True)

run(main)
