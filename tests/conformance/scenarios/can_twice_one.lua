-- CAN-7: two requests before the task runs are one Cancelled
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
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("Cancelled, cancelling " .. current():cancelling()) end
  sleep(5)
  say("slept undisturbed")
end

local t = spawn("T", w)
sleep(1)
t:cancel()
t:cancel()
t:cancel()
t:await()
say("cancelled " .. yn(t:cancelled()))
