# SCH-9, SCH-10: done-callbacks run through the queue, in order of registration
# with the awaiters between them; one added afterwards runs a turn later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    await sleep(5)
    say("child ends")

async def waiter(t):
    await t
    say("awaiter resumed")

async def main():
    t = spawn("child", child)
    t.add_done_callback(lambda t: say("callback 1 of " + t.get_name()))
    w = spawn("W", waiter, t)
    await sleep(1)
    t.add_done_callback(lambda t: say("callback 2"))
    await t
    say("main resumed")
    t.add_done_callback(lambda t: say("late callback"))
    say("not called inline")
    await sleep(0)
    say("end")

run(main)
