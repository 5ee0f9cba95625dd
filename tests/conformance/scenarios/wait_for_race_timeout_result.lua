-- WF-12: a task that ends at the very deadline comes too late, whichever timer
-- was registered first
-- CPython 3.12 and later
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

local function w(ms)
  sleep(ms)
  say("task ends")
  return "value"
end

local function attempt(name, ms, t)
  local ok, e = pcall(function() say(name .. " got " .. wait_for(ms, t)) end)
  if is(e, Timeout) then say(name .. " Timeout, cancelled " .. yn(t:cancelled())) end
end

local t = spawn("T", w, 10)
sleep(0)
attempt("first", 10, t)
t = spawn("L", function()
  sleep(1)
  w(9)
  return "late"
end)
attempt("second", 10, t)
sleep(20)
