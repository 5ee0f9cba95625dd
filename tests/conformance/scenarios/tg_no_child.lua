-- TG-1, TG-2: a group ends when its body and every child have ended; without a
-- live child it does not suspend
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

local function child() say("child runs") end

spawn("other", function() say("other runs") end)
task_group(function() say("empty body") end)
say("no suspension")
task_group(function(tg)
  tg:spawn("C", child):await()
  say("child has ended")
end)
say("no suspension")
task_group(function(tg)
  tg:spawn("C", child)
  tg:spawn("D", sleep, 10)
end)
say("waited for both")
