-- CAN-16: uncancel() after the wait itself was cancelled comes too late
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

local t = spawn("T", function()
  local ok, e = pcall(function()
    sleep(1000)
    say("never")
  end)
  if not ok then
    say("Cancelled all the same, cancelling " .. current():cancelling())
    error(e, 0)
  end
end)
sleep(5)
t:cancel()
say("left " .. t:uncancel())
wait { t }
say("cancelled " .. yn(t:cancelled()))
