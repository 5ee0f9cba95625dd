-- CAN-14: cancelling the awaited task alone raises Cancelled in the awaiter, who
-- was not asked and may go on
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

local function outer(t)
  local ok, e = pcall(t.await, t)
  if is(e, Cancelled) then say("inner was cancelled, cancelling " .. current():cancelling()) end
  sleep(5)
  say("outer goes on")
  return "fine"
end

local i = spawn("inner", sleep, 1000)
local o = spawn("outer", outer, i)
sleep(10)
i:cancel()
say(o:await())
say("outer cancelled " .. yn(o:cancelled()))
