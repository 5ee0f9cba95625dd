-- TO-19: another task may move the deadline; one that is past strikes on the next
-- turn
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

local ok, e = pcall(timeout, 1000, function(s)
  spawn("mover", function()
    sleep(10)
    s:reschedule(20)
    say("moved")
    sleep(10)
    s:reschedule(-5)
    say("into the past")
    sleep(0)
    say("a turn later")
  end)
  local ok, e = pcall(sleep, 5000)
  if not ok then say("struck") error(e, 0) end
end)
if is(e, Timeout) then say("Timeout") end
