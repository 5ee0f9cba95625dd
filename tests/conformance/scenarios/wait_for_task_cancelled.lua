-- WF-9: the awaited task alone is cancelled: the waiter gets Cancelled and may go
-- on
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

local t = spawn("T", sleep, 1000)
spawn("S", function()
  sleep(10)
  t:cancel()
end)
local ok, e = pcall(wait_for, 100, t)
if is(e, Cancelled) then say("Cancelled, cancelling " .. current():cancelling()) end
sleep(200)
say("quiet")
