-- CAN-7, CAN-18: of several requests before the task runs the first says why,
-- where it ended a wait; the last, where the task has not waited since
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

local function text(e) return e.message or "none" end

local function waits()
  local ok, e = pcall(sleep, 1000)
  if not ok then say("waiting: " .. text(e)) error(e, 0) end
end

local function itself()
  current():cancel("first")
  current():cancel("second")
  local ok, e = pcall(sleep, 1000)
  if not ok then say("itself: " .. text(e)) error(e, 0) end
end

local function turns()
  local ok, e = pcall(sleep, 0)
  if not ok then say("in sleep(0): " .. text(e)) error(e, 0) end
end

local function outer(t)
  local ok, e = pcall(t.await, t)
  if not ok then say("outer: " .. text(e)) error(e, 0) end
end

local t = spawn("T", waits)
local o = spawn("O", outer, t)
sleep(1)
o:cancel("first")
t:cancel("second")
o:cancel()
wait { o }
wait { spawn("I", itself) }
local u = spawn("U", turns)
sleep(0)
u:cancel("first")
u:cancel("second")
wait { u }
