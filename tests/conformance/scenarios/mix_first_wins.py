# The first answer wins and the losers are cancelled and awaited; then a retry
# under one deadline
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def server(name, ms, fails):
    try:
        await sleep(ms)
        if fails:
            raise Err(f"{name} is down")
        return name
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(2)
        raise

async def first_of(servers):
    pending = [spawn(n, server, n, ms, fails) for n, ms, fails in servers]
    try:
        for c in as_completed(pending):
            try:
                return await c
            except Err as e:
                say(kind(e))
        return "nobody"
    finally:
        for t in pending:
            t.cancel()
        await wait(pending)
        say("all have ended")

async def main():
    say(await first_of((("A", 30, False), ("B", 10, True), ("C", 20, False))))
    say(await first_of((("D", 3, True), ("E", 5, True))))
    tries = 0
    try:
        async with timeout(50):
            while True:
                tries += 1
                try:
                    say(await wait_for(15, server(f"try {tries}", 100, False)))
                except Timeout:
                    say(f"try {tries} timed out")
                    await sleep(2 * tries)
    except Timeout:
        say(f"gave up after {tries}")

run(main)
