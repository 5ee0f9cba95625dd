-- TO-20: a deadline that has passed, or whose scope has ended, cannot be moved
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
timeout(10, function(s)
  keep = s
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) and not pcall(s.reschedule, s, 50) then say("refused while expiring") end
end)
if not pcall(keep.reschedule, keep, 50) then say("refused after expiry") end
timeout(10, function(s) keep = s end)
if not pcall(keep.reschedule, keep, 50) then say("refused after the end") end
