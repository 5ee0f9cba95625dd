-- WA-9, CAN-17: the waiter is cancelled after the wait is over, before its turn
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

local function waiter(ts)
  local ok, e = pcall(function()
    local done = wait(ts, { return_when = "first" })
    say("done " .. done[1]:name())
  end)
  if not ok then say("waiter Cancelled") error(e, 0) end
end

local ts = { spawn("A", sleep, 10), spawn("B", sleep, 20) }
local w = spawn("W", waiter, ts)
sleep(0)
ts[1]:on_done(function() say("cancel " .. yn(w:cancel())) end)
wait { w }
say("cancelled " .. yn(w:cancelled()) .. " B cancelling " .. ts[2]:cancelling())
