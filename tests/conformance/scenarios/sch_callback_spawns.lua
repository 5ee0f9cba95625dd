-- SCH-2, SCH-9: what a callback spawns or sets runs in the next pass
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

local function w(name)
  say(name .. " runs")
end

local ev = event()
spawn("E", function()
  ev:wait()
  say("waiter woken")
end)
local t = spawn("T", w, "T")
t:on_done(function() spawn("X", w, "X") end)
t:on_done(function() ev:set() end)
t:on_done(function() spawn("Y", w, "Y") end)
for i = 0, 3 do
  say("turn " .. i)
  sleep(0)
end
