-- CAN-15: uncancel() takes one request back, never below 0
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
  local me = current()
  say("uncancel " .. me:uncancel())
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then
    say("cancelling " .. me:cancelling())
    say("uncancel " .. me:uncancel())
    say("uncancel " .. me:uncancel())
    say("uncancel " .. me:uncancel())
  end
  sleep(5)
  say("goes on, cancelling " .. me:cancelling())
end

local t = spawn("T", w)
sleep(1)
t:cancel()
t:cancel()
t:await()
say("cancelled " .. yn(t:cancelled()))
