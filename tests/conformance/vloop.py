"""Virtual-time asyncio oracle: deterministic loop + the tiny helper vocabulary scenarios use.

* time() is an integer number of milliseconds (returned as seconds); it advances ONLY when
  nothing is ready, straight to the earliest deadline.  Timers with the same deadline fire in
  registration order (CPython's heapq leaves ties unspecified; on a real clock ties are ordered
  by registration, because time() moves).
* Sets that CPython iterates in address order are made insertion ordered (TaskGroup._tasks,
  all_tasks() at shutdown), so "cancel the siblings" is in spawn order.  Nothing else is patched.
* A loop with nothing ready and no timer ends the program (CPython would block for ever).
* A program that fails prints "status 1" as its last line; its exit status says how it ended:
  1 by an error of main's, 3 by a deadlock, 4 with tasks left over that asyncio.run neither
  cancels nor awaits (those spawned while it shut down).
Works unchanged on CPython 3.11, 3.12 and 3.13.
"""
import asyncio, heapq, os, selectors, sys, weakref
from asyncio import events, tasks as _tasks, taskgroups as _tg, runners as _runners

if os.environ.get("VLOOP_PYTASK"):           # oracle self-check: pure-Python Task/Future
    from asyncio import futures as _f
    _tasks.Task = asyncio.Task = _tasks._PyTask
    _f.Future = asyncio.Future = _f._PyFuture
    for n in ("register_task", "unregister_task", "enter_task", "leave_task"):
        if hasattr(_tasks, "_py_" + n): setattr(_tasks, "_" + n, getattr(_tasks, "_py_" + n))
    if hasattr(_tasks, "_py_current_task"):
        _tasks.current_task = asyncio.current_task = _tasks._py_current_task


def _give_up(why, status):
    print("status 1", flush=True)
    print(why, file=sys.stderr, flush=True)
    os._exit(status)


class _OSet(dict):                            # insertion-ordered stand-in for set()
    def add(self, x): self[x] = None
    def discard(self, x): self.pop(x, None)


_tg_init = _tg.TaskGroup.__init__
def _init(self):
    _tg_init(self)
    assert isinstance(self._tasks, set)
    self._tasks = _OSet()
_tg.TaskGroup.__init__ = _init

_order = weakref.WeakKeyDictionary()
_all_tasks = _tasks.all_tasks
def _all_tasks_sorted(loop=None):
    return sorted(_all_tasks(loop), key=lambda t: _order.get(t, 1 << 60))
_tasks.all_tasks = asyncio.all_tasks = _all_tasks_sorted

_left_over = []
_cancel_all_tasks = _runners._cancel_all_tasks
def _cancel_all_and_look(loop):
    _cancel_all_tasks(loop)
    _left_over.extend(_all_tasks(loop))
_runners._cancel_all_tasks = _cancel_all_and_look


class _Timer(events.TimerHandle):
    def __lt__(self, other):
        return (self._when, self._seq) < (other._when, other._seq)


class _Selector(selectors.SelectSelector):
    loop = None
    def select(self, timeout=None):
        lp = self.loop
        if timeout is None:
            _give_up("deadlock", 3)
        if timeout > 0:
            lp._ms = round(lp._scheduled[0]._when * 1000)
        return []


class VLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self._ms = 0
        self._seq = 0
        sel = _Selector()
        super().__init__(sel)
        sel.loop = self
        self._clock_resolution = 1e-9
        self.set_exception_handler(lambda loop, ctx: None)

    def time(self):
        return self._ms / 1000

    def call_at(self, when, callback, *args, context=None):
        self._seq += 1
        when = round(when * 1000) / 1000
        h = _Timer(when, callback, args, self, context)
        h._seq = self._seq
        heapq.heappush(self._scheduled, h)
        h._scheduled = True
        return h

    def create_task(self, coro, **kw):
        t = super().create_task(coro, **kw)
        self._seq += 1
        _order[t] = self._seq
        return t

    async def shutdown_default_executor(self, *a):
        pass


# ------------------------------------------------------------- scenario vocabulary (times in ms)
class Err(Exception):
    pass

Cancelled, Timeout = asyncio.CancelledError, TimeoutError
ErrorGroup, InvalidState = BaseExceptionGroup, asyncio.InvalidStateError
QueueEmpty, QueueFull, BrokenBarrier = asyncio.QueueEmpty, asyncio.QueueFull, asyncio.BrokenBarrierError
gather, shield, current = asyncio.gather, asyncio.shield, asyncio.current_task
TaskGroup, Lock, Event, Condition, Barrier = (asyncio.TaskGroup, asyncio.Lock, asyncio.Event,
                                              asyncio.Condition, asyncio.Barrier)
Semaphore, BoundedSemaphore = asyncio.Semaphore, asyncio.BoundedSemaphore
Queue, LifoQueue, PriorityQueue = asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue

REAL = os.environ.get("VLOOP_REAL")          # oracle self-check: the stock loop on the real clock
_t0 = []
def now():
    if REAL:
        t = events.get_running_loop().time()
        if not _t0: _t0.append(t)
        return round((t - _t0[0]) * 1000)
    return events.get_running_loop()._ms
def say(text): print(now(), text, flush=True)
def spawn(name, fn, *args): return asyncio.create_task(fn(*args), name=name)
def tg_spawn(tg, name, fn, *args): return tg.create_task(fn(*args), name=name)
def sleep(ms, value=None): return asyncio.sleep(ms / 1000, value)
def timeout(ms): return asyncio.timeout(None if ms is None else ms / 1000)
def reschedule(scope, ms): scope.reschedule(None if ms is None else asyncio.get_running_loop().time() + ms / 1000)
def wait_for(ms, aw): return asyncio.wait_for(aw, None if ms is None else ms / 1000)
def wait(ts, when="ALL_COMPLETED", ms=None):
    return asyncio.wait(ts, return_when=when, timeout=None if ms is None else ms / 1000)
def as_completed(ts, ms=None): return asyncio.as_completed(ts, timeout=None if ms is None else ms / 1000)
def names(ts): return " ".join(sorted(t.get_name() for t in ts)) or "-"
def yn(b): return "yes" if b else "no"
def kind(e):
    if isinstance(e, Cancelled): return "Cancelled"
    if isinstance(e, Timeout): return "Timeout"
    if isinstance(e, ErrorGroup): return "ErrorGroup[" + ", ".join(kind(x) for x in e.exceptions) + "]"
    if isinstance(e, InvalidState): return "InvalidState"
    if isinstance(e, QueueEmpty): return "QueueEmpty"
    if isinstance(e, QueueFull): return "QueueFull"
    if isinstance(e, BrokenBarrier): return "BrokenBarrier"
    if isinstance(e, Err): return str(e)
    return "misuse"

def run(main):
    status = 0
    try:
        with asyncio.Runner(loop_factory=None if REAL else VLoop) as r:
            r.run(main())
    except BaseException as e:
        print("status 1", flush=True)
        print("main failed:", kind(e), file=sys.stderr, flush=True)
        if kind(e) == "misuse":
            import traceback; traceback.print_exc()
        status = 1
    sys.exit(4 if _left_over else status)
