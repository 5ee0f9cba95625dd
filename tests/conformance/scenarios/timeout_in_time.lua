-- TO-3, TO-4: in time there is no Timeout, no timer is left, expired() is false;
-- nil is no deadline
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

local keep
local function show(x) return x and string.format("%d", x) or "None" end
timeout(5000, function(s)
  keep = s
  sleep(10)
  say("deadline " .. show(s:deadline()) .. " expired " .. yn(s:expired()))
end)
say("expired " .. yn(keep:expired()))
timeout(nil, function(s)
  keep = s
  say("deadline " .. show(s:deadline()))
  sleep(10)
  s:reschedule(20)
  say("deadline " .. show(s:deadline()))
  s:reschedule(nil)
  say("deadline " .. show(s:deadline()))
  sleep(50)
end)
say("expired " .. yn(keep:expired()))
