-- WF-14: the shorter outer deadline cancels through the inner wait_for
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
  if not ok then
    say("task cancelled")
    sleep(5)
    error(e, 0)
  end
end

local function inner(t)
  local ok, e = pcall(wait_for, 50, t)
  if is(e, Cancelled) then say("inner Cancelled") end
  if is(e, Timeout) then say("inner Timeout") end
  if not ok then error(e, 0) end
end

for _, outer in ipairs { 20, 80 } do
  local t = spawn("T", w)
  local ok, e = pcall(wait_for, outer, spawn("inner", inner, t))
  if is(e, Timeout) then say("outer Timeout, cancelling " .. current():cancelling()) end
end
