-- CAN-5: a task that lets Cancelled out is cancelled; every awaiter gets it,
-- each time
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

local function waiter(t, name)
  local ok, e = pcall(t.await, t)
  if is(e, Cancelled) then say(name .. " sees Cancelled, cancelling " .. current():cancelling()) end
end

local t = spawn("T", sleep, 1000)
local a, b = spawn("A", waiter, t, "A"), spawn("B", waiter, t, "B")
sleep(5)
t:cancel()
wait { a, b }
say("A cancelled " .. yn(a:cancelled()))
for _ = 1, 2 do
  local ok, e = pcall(t.await, t)
  if is(e, Cancelled) then say("again") end
end
