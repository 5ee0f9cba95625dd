-- Turn distances: what resumes a waiter one turn after its cause
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local turn = 0

local function ticker()
  while true do
    turn = turn + 1
    sleep(0)
  end
end

local function measure(name, wait, cause)
  local at = 0
  local t = spawn(name, function()
    wait()
    say(name .. " " .. turn - at)
  end)
  for _ = 1, 3 do sleep(0) end
  at = turn
  cause()
  t:await()
end

spawn("ticker", ticker)
local ev, lk, sm, q, full, q2 = event(), lock(), semaphore(0), queue(), queue(1), queue()
measure("event", function() ev:wait() end, function() ev:set() end)
lk:acquire()
measure("lock", function() lk:acquire() end, function() lk:release() end)
measure("semaphore", function() sm:acquire() end, function() sm:release() end)
measure("get", function() q:get() end, function() q:put_nowait(1) end)
full:put_nowait(1)
measure("put", function() full:put(2) end, function() full:get_nowait() end)
q2:put_nowait(1)
measure("join", function() q2:join() end, function() q2:task_done() end)
local b = barrier(2)
measure("barrier", function() b:wait() end, function() b:wait() end)
local cd = condition()
measure("condition", function()
  local _ <close> = cd:hold()
  cd:wait()
end, function()
  local _ <close> = cd:hold()
  cd:notify()
end)
local stop = event()
local t = spawn("T", function() stop:wait() end)
measure("event and await", function() t:await() end, function() stop:set() end)
