-- TASK-6: a task that awaits itself gets an error one turn later
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

local function w()
  local me = current()
  if not pcall(me.await, me) then say("refused") end
  sleep(1)
  say("goes on")
end

local t = spawn("T", w)
spawn("ticker", function()
  for i = 0, 2 do
    say("tick " .. i)
    sleep(0)
  end
end)
t:await()
say("end")
