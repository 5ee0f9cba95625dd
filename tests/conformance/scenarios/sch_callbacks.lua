-- SCH-9, SCH-10: done-callbacks run through the queue, in order of registration
-- with the awaiters between them; one added afterwards runs a turn later
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
  sleep(5)
  say("child ends")
end

local function waiter(t)
  t:await()
  say("awaiter resumed")
end

local t = spawn("child", child)
t:on_done(function(t) say("callback 1 of " .. t:name()) end)
spawn("W", waiter, t)
sleep(1)
t:on_done(function() say("callback 2") end)
t:await()
say("main resumed")
t:on_done(function() say("late callback") end)
say("not called inline")
sleep(0)
say("end")
