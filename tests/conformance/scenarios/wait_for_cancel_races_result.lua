-- WF-11: the waiter is cancelled in the turn in which the task ended: Cancelled
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

local function w()
  sleep(10)
  return "value"
end

local function waiter(t)
  local ok, e = pcall(function() say("waiter gets " .. wait_for(50, t)) end)
  if not ok then say("waiter Cancelled, T " .. t:result()) error(e, 0) end
end

local t = spawn("T", w)
local v = spawn("W", waiter, t)
t:on_done(function() say("cancel " .. yn(v:cancel())) end)
wait { v }
say("W cancelled " .. yn(v:cancelled()))
t = spawn("T", w)
v = spawn("W", waiter, t)
sleep(0)
t:on_done(function() say("cancel " .. yn(v:cancel())) end)
wait { v }
say("W cancelled " .. yn(v:cancelled()))
