-- TASK-12: current() is the task that runs, whoever else has run in between
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

local function leaf(name)
  say(name .. " is " .. current():name())
  sleep(1)
  say(name .. " is " .. current():name())
end

local function outer(name)
  leaf(name)
  spawn(name .. ".child", leaf, name .. ".child"):await()
  say(name .. " is " .. current():name())
end

local a, b = spawn("A", outer, "A"), spawn("B", outer, "B")
a:await()
b:await()
local me = current()
sleep(1)
say("the same " .. yn(me == current()))
