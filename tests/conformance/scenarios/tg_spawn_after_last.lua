-- TG-22, TG-23: after body and children have ended the group takes no more tasks,
-- also in the turns before its parent goes on
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

local function attempt(tg, when)
  if pcall(tg.spawn, tg, "late", function() say("never") end) then
    say("taken " .. when)
  else
    say("refused " .. when)
  end
end

local ev = event()
spawn("S", function()
  sleep(5)
  ev:set()
end)
local o
task_group(function(tg)
  local t = tg:spawn("C", function()
    ev:wait()
    say("child ends")
  end)
  o = spawn("O", function()
    t:await()
    attempt(tg, "after the last end")
    sleep(0)
    attempt(tg, "a turn later")
  end)
end)
say("group has ended")
o:await()
