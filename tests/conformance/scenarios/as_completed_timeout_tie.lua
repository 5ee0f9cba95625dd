-- AC-4: an end and the timeout at one instant: the earlier registered decides
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

local function w(name, ms)
  sleep(ms)
  say(name .. " ends")
  return name
end

local a = spawn("A", w, "A", 10)
sleep(0)
local ok, e = pcall(function()
  for t in as_completed({ a }, { timeout = 10 }) do say("got " .. t:result()) end
end)
if is(e, Timeout) then say("Timeout") end
local b = spawn("B", function()
  sleep(4)
  sleep(6)
  say("late ends")
  return "late"
end)
ok, e = pcall(function()
  for t in as_completed({ b }, { timeout = 10 }) do say("got " .. t:result()) end
end)
if is(e, Timeout) then say("Timeout") end
sleep(5)
