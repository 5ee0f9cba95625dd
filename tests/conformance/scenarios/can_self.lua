-- CAN-9, CAN-10: cancelling oneself strikes at the next suspension, not at an
-- await that does not suspend
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
  say("self " .. yn(current():cancel()))
  say(t:await())
  local lk = lock()
  lk:acquire()
  say("none of these suspends")
  local ok, e = pcall(function()
    sleep(0)
    say("never")
  end)
  if not ok then say("struck at sleep(0)") error(e, 0) end
end

local t = spawn("child", function() return "value" end)
t:await()
local s = spawn("S", w, t)
wait { s }
say("cancelled " .. yn(s:cancelled()))
