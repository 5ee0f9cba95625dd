# CAN-19: another error raised while Cancelled is handled replaces it
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, how):
    try:
        try:
            await sleep(1000)
        finally:
            if how == "finally":
                raise Err("in finally")
    except Cancelled:
        if how == "handler":
            raise Err("in handler")
        raise

async def main():
    for how in ("finally", "handler", "none"):
        t = spawn("T", w, "T", how)
        await sleep(1)
        t.cancel()
        try:
            await t
        except Cancelled:
            say(f"{how}: Cancelled, cancelled {yn(t.cancelled())}")
        except Err as e:
            say(f"{how}: {kind(e)}, cancelled {yn(t.cancelled())}")

run(main)
