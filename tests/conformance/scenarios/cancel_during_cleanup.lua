-- CAN-8: a second cancel interrupts a cleanup that suspends
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
  local ok = pcall(sleep, 1000)
  if not ok then
    say("first Cancelled")
    local ok2, e2 = pcall(function()
      sleep(50)
      say("cleanup finished")
    end)
    if not ok2 then say("second Cancelled") error(e2, 0) end
  end
end
local t = spawn("T", w)
sleep(10)
t:cancel()
sleep(10)
t:cancel()
if not pcall(t.await, t) then say("over, cancelling " .. t:cancelling()) end
