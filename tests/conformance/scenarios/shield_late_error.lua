-- SH-6: an error of an inner one that was left alone disturbs nobody
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

local b = spawn("bad", function()
  sleep(20)
  say("bad raises")
  error("late", 0)
end)
local t = spawn("W", function() shield(b) end)
sleep(10)
t:cancel()
wait { t }
say("W cancelled " .. yn(t:cancelled()))
sleep(20)
say("bad " .. kind(b:error()))
