-- Turn distances: from cancel() to Cancelled in the task
-- CPython 3.12 and later
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

local function measure(name, wait)
  local at = 0
  local t = spawn(name, function()
    local ok, e = pcall(wait)
    if not ok then say(name .. " " .. turn - at) error(e, 0) end
  end)
  for _ = 1, 4 do sleep(0) end
  at = turn
  t:cancel()
  pcall(t.await, t)
end

spawn("ticker", ticker)
local lk, q, full, ev, sm, cd, b = lock(), queue(), queue(1), event(), semaphore(0), condition(), barrier(2)
lk:acquire()
full:put_nowait(1)
local function task() spawn("inner", sleep, 1000):await() end
measure("sleep", function() sleep(1000) end)
measure("lock", function() lk:acquire() end)
measure("event", function() ev:wait() end)
measure("semaphore", function() sm:acquire() end)
measure("get", function() q:get() end)
measure("put", function() full:put(2) end)
measure("condition", function()
  local _ <close> = cd:hold()
  cd:wait()
end)
measure("barrier", function() b:wait() end)
measure("await", task)
measure("await of await", function() spawn("middle", task):await() end)
measure("gather", function() gather { spawn("a", sleep, 1000), spawn("b", sleep, 1000) } end)
measure("gather of errors", function() gather({ spawn("a", sleep, 1000) }, { return_errors = true }) end)
measure("wait", function() wait { spawn("a", sleep, 1000) } end)
measure("as_completed", function()
  for c in as_completed { spawn("inner", sleep, 1000) } do c:result() end
end)
measure("shield", function() shield(spawn("a", sleep, 1000)) end)
measure("wait_for", function() wait_for(5000, spawn("a", sleep, 1000)) end)
measure("task group", function()
  task_group(function(tg) tg:spawn("child", sleep, 1000) end)
end)
measure("timeout", function()
  timeout(5000, function() sleep(1000) end)
end)
