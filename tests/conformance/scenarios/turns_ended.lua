-- Turn distances: from the end of a task to who waits for it
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
local at = 0

local function ticker()
  while true do
    turn = turn + 1
    sleep(0)
  end
end

local function child(ev)
  ev:wait()
  at = turn
end

local function measure(name, wait)
  local ev = event()
  local t = spawn("child", child, ev)
  local w = spawn(name, function()
    wait(t)
    say(name .. " " .. turn - at)
  end)
  for _ = 1, 3 do sleep(0) end
  ev:set()
  w:await()
end

spawn("ticker", ticker)
measure("await", function(t) t:await() end)
measure("gather", function(t) gather { t } end)
measure("gather of two", function(t) gather { t, spawn("other", sleep, 0) } end)
measure("wait", function(t) wait { t } end)
measure("as_completed", function(t)
  for c in as_completed { t } do c:result() end
end)
measure("shield", function(t) shield(t) end)
measure("wait_for", function(t) wait_for(50, t) end)
measure("wait_for without timeout", function(t) wait_for(nil, t) end)
measure("timeout", function(t)
  timeout(50, function() t:await() end)
end)
measure("task group", function(t)
  task_group(function(tg)
    tg:spawn("member", function() t:await() end)
  end)
end)
