-- SCH-3, SCH-8: timers fire in the order of their deadlines; those due at one
-- instant all run before anything they cause
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

local function sleeper(name, ms, ev)
  sleep(ms)
  say(name .. " awake")
  ev:set()
end

local function waiter(name, ev)
  ev:wait()
  say(name .. " sees the event")
end

local ev = event()
spawn("W", waiter, "W", ev)
spawn("A", sleeper, "A", 10, ev)
spawn("B", sleeper, "B", 10, ev)
spawn("C", sleeper, "C", 5, event())
spawn("D", sleeper, "D", 11, event())
sleep(10)
say("main awake")
sleep(20)
