/* SPDX-License-Identifier: MIT-0 */
/* What `?name` shows. A new binding adds its lines to the table. */
#include "help.h"

#include "../nearest.h"

#include <string.h>

static const struct help entries[] = {
    {"spawn", "spawn([name,] fn, ...) -> task",
     "Starts a task; it first runs when the one that spawned it suspends.", 4},
    {"task:await", "t:await() -> results",
     "Waits until t has ended; returns its results, or raises its error.", 4},
    {"task:cancel", "t:cancel([message]) -> boolean",
     "Requests that t be cancelled; false if it had ended.", 10},
    {"task:uncancel", "t:uncancel() -> count",
     "Takes one request to cancel back; returns how many are left.", 10},
    {"task:cancelling", "t:cancelling() -> count",
     "How many requests to cancel t have not been taken back.", 10},
    {"task:done", "t:done() -> boolean", "Whether t has ended.", 4},
    {"task:cancelled", "t:cancelled() -> boolean",
     "Whether t ended by being cancelled.", 10},
    {"task:name", "t:name() -> string", "The name t was given.", 4},
    {"task:result", "t:result() -> results",
     "The results of an ended task, without waiting; raises its error.", 4},
    {"task:error", "t:error() -> value or nil",
     "The error of a failed task, nil where it succeeded.", 4},
    {"task:detach", "t:detach()",
     "Says that nobody will await t: an error of it is no news.", 22},
    {"task:on_done", "t:on_done(fn)",
     "Calls fn(t) on a later turn, after t has ended.", 3},
    {"current", "current() -> task", "The running task.", 3},
    {"tasks", "tasks() -> list", "All tasks that have not ended.", 3},
    {"sleep", "sleep(ms [, value]) -> value",
     "Suspends the task for ms milliseconds; sleep(0) for one turn.", 1},
    {"yield", "yield()",
     "Suspends the task for one turn of the ready queue, as sleep(0).", 3},
    {"now", "now() -> ms", "Milliseconds since the program began.", 1},
    {"gather", "gather{ a, b, ... } -> results",
     "Runs several at once and waits for all; the first error is raised.", 5},
    {"as_completed", "for t in as_completed{ a, b } do ... end",
     "Gives tasks in the order in which they end; { timeout = ms } may follow.",
     7},
    {"wait", "wait({ a, b } [, { return_when =, timeout = }]) -> done, pending",
     "Waits for all, for the \"first\" or for the \"first_error\".", 7},
    {"wait_for", "wait_for(ms, task or fn) -> results",
     "Waits at most that long; then cancels it and raises Timeout.", 12},
    {"shield", "shield(task or fn) -> results",
     "Awaits it, but a cancel of the awaiting task leaves it running.", 11},
    {"task_group", "task_group(function(tg) ... end) -> results",
     "A scope that ends when every task spawned in it has ended.", 8},
    {"task group:spawn", "tg:spawn([name,] fn, ...) -> task",
     "Starts a task that belongs to the group.", 8},
    {"task group:cancel", "tg:cancel()",
     "Cancels the group's tasks and its function, and does not fail.", 10},
    {"cancel_scope", "cancel_scope({ deadline_ms =, shield = }, fn) -> results",
     "Calls fn(scope); once cancelled, every wait inside raises.", 12},
    {"cancel scope:cancel", "scope:cancel()",
     "Cancels what runs in the scope, until it is left.", 12},
    {"cancel scope:cancelled", "scope:cancelled() -> boolean",
     "Whether the scope was cancelled, or its deadline has passed.", 12},
    {"timeout", "timeout(ms, function(scope) ... end) -> results",
     "Runs the function under a deadline; raises Timeout past it.", 12},
    {"timeout:reschedule", "scope:reschedule(ms_from_now | nil)",
     "Moves the deadline, or takes it away.", 12},
    {"timeout:deadline", "scope:deadline() -> ms or nil",
     "When the deadline is, in milliseconds since the program began.", 12},
    {"timeout:expired", "scope:expired() -> boolean",
     "Whether the deadline has passed.", 12},
    {"lock", "lock([name]) -> lock", "One task at a time.", 14},
    {"lock:acquire", "l:acquire()",
     "Takes the lock, waiting in line while another has it.", 14},
    {"lock:release", "l:release()", "Gives the lock back.", 14},
    {"lock:locked", "l:locked() -> boolean", "Whether the lock is held.", 14},
    {"lock:hold", "local _ <close> = l:hold()",
     "Takes the lock until the end of the block, on every way out.", 13},
    {"lock:with", "l:with(fn) -> results", "Calls fn while it holds the lock.",
     13},
    {"event", "event([name]) -> event", "A flag that tasks can wait for.", 15},
    {"event:set", "e:set()", "Sets the flag and wakes all who wait.", 15},
    {"event:clear", "e:clear()", "Clears the flag: later waits wait.", 15},
    {"event:is_set", "e:is_set() -> boolean", "Whether the flag is set.", 15},
    {"event:wait", "e:wait()", "Waits until the flag is set.", 15},
    {"condition", "condition([lock] [, name]) -> condition",
     "Waits, under a lock, until another task changed something.", 15},
    {"condition:acquire", "c:acquire()", "Takes the condition's lock.", 15},
    {"condition:release", "c:release()", "Gives the lock back.", 15},
    {"condition:locked", "c:locked() -> boolean", "Whether it is held.", 15},
    {"condition:hold", "local _ <close> = c:hold()",
     "Takes the lock until the end of the block, on every way out.", 13},
    {"condition:with", "c:with(fn) -> results",
     "Calls fn while it holds the lock.", 13},
    {"condition:wait", "c:wait()",
     "Lets go of the lock, waits for a notify, takes the lock again.", 15},
    {"condition:wait_until", "c:wait_until(pred) -> value",
     "Waits until pred() is true, looking again after each notify.", 15},
    {"condition:notify", "c:notify([n])", "Wakes one waiter, or n.", 15},
    {"condition:notify_all", "c:notify_all()", "Wakes all waiters.", 15},
    {"barrier", "barrier(n [, name]) -> barrier",
     "n tasks wait for each other, then all go on.", 15},
    {"barrier:wait", "b:wait() -> index",
     "Waits until n tasks wait; returns the order of arrival, from 0.", 15},
    {"barrier:reset", "b:reset()",
     "Those who wait get BrokenBarrier; the barrier is as new.", 15},
    {"barrier:abort", "b:abort()",
     "Breaks the barrier for those who wait and all who come.", 15},
    {"barrier:parties", "b:parties() -> count", "How many it waits for.", 15},
    {"barrier:waiting", "b:waiting() -> count", "How many wait now.", 15},
    {"barrier:broken", "b:broken() -> boolean", "Whether it is broken.", 15},
    {"stream", "stream(function(emit) ... end [, name]) -> stream",
     "Items made one at a time, while a loop asks: for v in s do.", 20},
    {"stream:close", "s:close()",
     "Runs the cleanup of a stream that was left early, and waits for it.", 20},
    {"semaphore", "semaphore(n [, name]) -> semaphore",
     "At most n tasks at a time.", 17},
    {"bounded_semaphore", "bounded_semaphore(n [, name]) -> semaphore",
     "A semaphore that may not be released more often than acquired.", 17},
    {"semaphore:acquire", "s:acquire()",
     "Takes a permit, waiting in line while there is none.", 17},
    {"semaphore:release", "s:release()", "Gives a permit back.", 17},
    {"semaphore:locked", "s:locked() -> boolean",
     "Whether an acquire would have to wait now.", 17},
    {"semaphore:value", "s:value() -> count", "How many permits are free.", 17},
    {"semaphore:hold", "local _ <close> = s:hold()",
     "Takes a permit until the end of the block, on every way out.", 13},
    {"semaphore:with", "s:with(fn) -> results",
     "Calls fn while it holds a permit.", 13},
    {"queue", "queue([max [, name]]) -> queue",
     "Items from producers to consumers, first in, first out.", 18},
    {"lifo_queue", "lifo_queue([max [, name]]) -> queue",
     "A queue that gives out the newest item first.", 18},
    {"priority_queue", "priority_queue([max [, name]]) -> queue",
     "A queue that gives out the smallest item, or item[1], first.", 18},
    {"queue:put", "q:put(v)", "Puts v in, waiting while the queue is full.",
     18},
    {"queue:get", "q:get() -> v",
     "Takes the next item out, waiting while the queue is empty.", 18},
    {"queue:put_nowait", "q:put_nowait(v)", "Puts v in, or raises QueueFull.",
     18},
    {"queue:get_nowait", "q:get_nowait() -> v",
     "Takes the next item out, or raises QueueEmpty.", 18},
    {"queue:task_done", "q:task_done()",
     "Says that one item that was got has been dealt with.", 18},
    {"queue:join", "q:join()",
     "Waits until task_done was called for every item put in.", 18},
    {"queue:size", "q:size() -> count", "How many items are inside.", 18},
    {"queue:empty", "q:empty() -> boolean", "Whether nothing is inside.", 18},
    {"queue:full", "q:full() -> boolean", "Whether a put would wait.", 18},
    {"queue:max", "q:max() -> count", "How many items fit; 0: no limit.", 18},
    {"channel", "channel([n [, name]]) -> channel",
     "Hands items from task to task directly, or keeps up to n.", 18},
    {"channel:send", "ch:send(v)",
     "Hands v over, waiting until somebody takes it or there is room.", 18},
    {"channel:recv", "ch:recv() -> v, ok",
     "Takes the next item; ok is false once it is closed and empty.", 18},
    {"channel:close", "ch:close()", "Says that no more items come.", 18},
    {"select", "select{ ch1, ch2, timeout = ms } -> index, v, ok",
     "Receives from the first channel that has an item; nothing in time: nil.",
     18},
    {"rate_limit", "rate_limit(n, per_ms [, burst [, name]]) -> rate limit",
     "At most n in that time, evenly.", 19},
    {"rate limit:acquire", "r:acquire()",
     "Takes a token, waiting in line until there is one.", 19},
    {"rate limit:try_acquire", "r:try_acquire() -> boolean",
     "Takes a token if there is one.", 19},
    {"retry", "retry({ times =, delay_ms =, factor =, jitter = }, fn)",
     "Calls fn(attempt) until it succeeds; never again after Cancelled.", 24},
    {"pool", "pool{ max =, open =, close =, check = } -> pool",
     "A few costly things, lent out one at a time.", 23},
    {"pool:acquire", "local c <close> = p:acquire()",
     "Borrows a member until the end of the block.", 23},
    {"pool:with", "p:with(function(c) ... end) -> results",
     "Calls the function with a borrowed member.", 23},
    {"pool:close", "p:close()",
     "Lends nothing more, waits for all members and closes them.", 23},
    {"pool:size", "p:size() -> count", "How many members are open.", 23},
    {"pool:idle", "p:idle() -> count", "How many of them are not lent.", 23},
    {"background", "background([{ limit = }]) -> background",
     "Owns tasks that run beside the rest, and reports their errors.", 22},
    {"background:spawn", "bg:spawn([name,] fn, ...) -> task",
     "Starts a task; waits while limit of them run.", 22},
    {"background:close", "bg:close([grace_ms])",
     "Lets the tasks end by themselves that long, then cancels them.", 22},
    {"Cancelled", "is(e, Cancelled)",
     "Raised at a wait by a task that was cancelled.", 10},
    {"Timeout", "is(e, Timeout)", "Raised by timeout past its deadline.", 12},
    {"ErrorGroup", "is(e, ErrorGroup)",
     "Raised by task_group: every error of its tasks, in e.errors.", 9},
    {"ErrorGroup:split", "eg:split(kind or fn) -> matched, rest",
     "Divides the errors by kind; a part without any is nil.", 9},
    {"InvalidState", "is(e, InvalidState)",
     "Raised by t:result() and t:error() before t has ended.", 4},
    {"QueueEmpty", "is(e, QueueEmpty)",
     "Raised by q:get_nowait() of an empty queue.", 18},
    {"QueueFull", "is(e, QueueFull)",
     "Raised by q:put_nowait() of a full queue.", 18},
    {"BrokenBarrier", "is(e, BrokenBarrier)",
     "Raised by b:wait() of a barrier that was aborted or reset.", 15},
    {"is", "is(e, kind) -> boolean", "Whether e is an error of that kind.", 9},
    {"try", "try(fn, handler) -> results",
     "Calls fn; handler(e) gets any error but Cancelled.", 10},
    {"defer", "local _ <close> = defer(fn)",
     "Calls fn at the end of the block, on every way out.", 13},
};

enum { N_ENTRIES = sizeof entries / sizeof entries[0] };

/* The part of "queue:put" after the colon, "" where there is none. */
static const char *method_of(const char *name) {
  const char *colon = strchr(name, ':');

  return colon ? colon + 1 : "";
}

static const struct help *find_exact(const char *name) {
  for (size_t i = 0; i < N_ENTRIES; i++)
    if (strcmp(entries[i].name, name) == 0)
      return &entries[i];
  return NULL;
}

static const struct help *find_method(const char *method) {
  const struct help *found = NULL;

  for (size_t i = 0; i < N_ENTRIES; i++) {
    if (!*method || strcmp(method_of(entries[i].name), method) != 0)
      continue;
    if (found)
      return NULL;
    found = &entries[i];
  }
  return found;
}

const struct help *help_find(const char *name) {
  const struct help *found = find_exact(name);

  if (found)
    return found;
  return find_method(strchr(name, ':') ? method_of(name) : name);
}

const char *help_nearest(const char *name) {
  struct nearest nearest;

  nearest_start(&nearest, name);
  for (size_t i = 0; i < N_ENTRIES; i++)
    nearest_try(&nearest, entries[i].name);
  return nearest.name;
}

const struct help *help_at(size_t i) {
  return i < N_ENTRIES ? &entries[i] : NULL;
}
