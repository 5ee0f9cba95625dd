-- CAN-1, CAN-3: cancel wakes the sleeper on the next turn, at once, running its cleanup
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
  local _ <close> = defer(function() say("finally") end)
  local ok, e = pcall(function()
    sleep(1000)
    say("never")
  end)
  if not ok then say("got Cancelled") error(e, 0) end
end
local t = spawn("T", w)
sleep(10)
say("cancel " .. yn(t:cancel()))
say("done " .. yn(t:done()))
local ok, e = pcall(t.await, t)
if not ok and is(e, Cancelled) then say("awaiter sees Cancelled") end
say("done " .. yn(t:done()) .. " cancelled " .. yn(t:cancelled()) .. " again " .. yn(t:cancel()))
