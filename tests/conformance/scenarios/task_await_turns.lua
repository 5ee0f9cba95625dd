-- TASK-2: an awaiter resumes one turn after the task has ended
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

local function child()
  say("child runs")
  sleep(0)
  say("child ends")
end
local function ticker()
  for i = 1, 5 do
    say("tick " .. i)
    sleep(0)
  end
end
local t = spawn("child", child)
local k = spawn("ticker", ticker)
t:await()
say("main resumed")
k:await()
