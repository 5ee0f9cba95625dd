# CAN-12: cancelling a task that awaits another cancels the innermost first
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def inner():
    try:
        await sleep(1000)
    except Cancelled:
        say("inner cancelled")
        await sleep(5)
        say("inner cleaned")
        raise

async def middle(t):
    try:
        await t
    except Cancelled:
        say("middle cancelled")
        raise

async def main():
    i = spawn("inner", inner)
    m = spawn("middle", middle, i)
    await sleep(10)
    m.cancel()
    say("cancel requested")
    try:
        await m
    except Cancelled:
        say("main done waiting")
    say(f"inner {i.cancelling()} middle {m.cancelling()}")

run(main)
