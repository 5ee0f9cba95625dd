-- CAN-20, WA-9: cancelling a task in wait() leaves alone what it waits for
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

local function w(t)
  local ok, e = pcall(wait, { t })
  if not ok then say("waiter Cancelled, job cancelling " .. t:cancelling()) error(e, 0) end
end

local t = spawn("job", function()
  sleep(20)
  say("job ends")
end)
local v = spawn("W", w, t)
sleep(10)
v:cancel()
wait { v }
t:await()
say("job cancelled " .. yn(t:cancelled()))
