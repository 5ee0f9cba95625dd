-- WF-1, WF-2: a function runs in the caller's own task; no timer is left
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
  sleep(5)
  return current():name()
end

say("own task " .. yn(wait_for(50, w) == current():name()))
say("own task " .. yn(wait_for(nil, w) == current():name()))
local t = spawn("T", w)
say(wait_for(50, t))
say("end")
