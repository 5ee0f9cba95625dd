# SCH-11: an error in a callback does not stop the loop or later callbacks
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

def bad(t):
    say("callback raises")
    raise Err("callback")

async def child():
    return "value"

async def main():
    t = spawn("child", child)
    t.add_done_callback(bad)
    t.add_done_callback(lambda t: say("next callback"))
    say(await t)
    await sleep(5)
    say("end")

run(main)
