# TASK-3: awaiting an ended task does not suspend and can be repeated
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    return "value"

async def ticker():
    say("ticker runs")

async def main():
    t = spawn("child", child)
    say(await t)
    spawn("ticker", ticker)
    say(await t)
    say(await t)
    say(t.result())
    await sleep(0)
    say("end")

run(main)
