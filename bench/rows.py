# SPDX-License-Identifier: MIT-0
"""What is measured, and the goals of each row."""
from collections import namedtuple

# goal: at most so much; beside: at most so many times what a peer needs;
# rounds: at most so many, where one tells as much as five.
Row = namedtuple("Row", "name what unit goal beside rounds",
                 defaults=[None, {}, None])

ROWS = [
    Row("yield2", "yield, 2 tasks", "ns", 10, {"go": 0.13, "floor": 1.6}),
    Row("yield100", "yield, 100 tasks", "ns", 10, {"go": 0.13, "floor": 1.6}),
    Row("spawn", "spawn + join, 1,000 alive", "ns", 40, {"go": 0.16}),
    Row("group", "group of 1,000, a task", "ns", 60,
        {"go": 0.2, "tokio": 0.15, "asyncio": 0.02}),
    Row("gather", "gather of 1,000, a task", "ns", 60,
        {"go": 0.2, "tokio": 0.15, "asyncio": 0.02}),
    Row("queue", "queue of 16, an item", "ns", 20, {"go": 0.33}),
    Row("pingpong", "ping-pong, a round trip", "ns", 45, {"go": 0.13}),
    Row("lock", "lock, free", "ns", 3.5, {"st": 0.5}),
    Row("semaphore", "semaphore, free", "ns", 3.5),
    Row("contend", "lock, 10 contenders", "ns", 45, {"go": 0.13}),
    Row("sleepers", "100,000 sleepers, each", "ns", 600, {"tokio": 0.25}),
    Row("timeout", "timeout that does not fire", "ns", 40, {"tokio": 0.4}),
    Row("cancel", "cancel + join, 10,000 parked", "ns", 100, {"tokio": 0.5}),
    Row("memory", "memory of a parked task", "B", 4200, {"st": 1.0}, 2),
    Row("million", "1,000,000 parked tasks, peak memory", "GB", 4.3, rounds=1),
    Row("kept", "memory kept after 100,000 tasks", "%", 5, rounds=1),
    Row("start", "start and end of an empty program", "ms", None,
        {"lua": 1.5, "asyncio": 1 / 15}),
    Row("lesson", "`baton lesson 1` to its first frame", "ms", 100),
    Row("off", "tracer built in and off, the worst row", "x", 1.05),
    Row("trace", "an event as a line of JSON", "ns", 300),
    Row("fold", "world: fold of 1,000,000 events", "ms", 200),
    Row("step", "world: the slowest step to reach", "ms", 16),
    Row("luaspawn", "Lua: spawn and await a task", "ns", 2000),
    Row("luamemory", "Lua: memory of a parked task", "B"),
]

# Measured by bench_baton: on both clocks, and with the tracer built out.
CORE = ["yield2", "yield100", "spawn", "group", "gather", "queue", "pingpong",
        "lock", "semaphore", "contend", "sleepers", "timeout", "cancel"]

# Those that are over at once, three times a round: a few percent are to be seen.
QUICK = [row for row in CORE if row != "sleepers"]

# What one of N costs, in ns, and by how much it may grow from the second size
# to the last: by a hundred where the work of one grows as their number.
SIZES = [1000, 10000, 100000, 1000000]
SCALES = [
    ("spawn", "spawn + join"),
    ("timers", "start a timer; stop it or let it fire"),
    ("cancel_lock", "cancel + join those who wait for a lock"),
    ("cancel_queue", "cancel + join those who wait for an item"),
]
GROWTH = 3
