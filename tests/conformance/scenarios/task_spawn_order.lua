-- TASK-1: a spawned task first runs when the spawner suspends; FIFO
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

local function w(name)
  say(name .. " start")
  sleep(0)
  say(name .. " end")
end
say("main before")
spawn("A", w, "A")
spawn("B", w, "B")
spawn("C", w, "C")
say("main after")
sleep(0)
say("main turn 1")
sleep(0)
say("main turn 2")
