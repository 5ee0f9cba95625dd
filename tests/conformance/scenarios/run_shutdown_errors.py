# RUN-4: errors while the rest is cancelled do not change the end; tasks that
# swallow it are waited for
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, how):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        if how == "error":
            raise Err(name)
        if how == "swallow":
            await sleep(20)
            say(f"{name} ends")
            return
        raise

async def main():
    spawn("A", w, "A", "error")
    spawn("B", w, "B", "swallow")
    spawn("C", w, "C", "cancel")
    await sleep(5)
    say("main ends")

run(main)
