-- WF-13: a shielded task survives its waiter's timeout
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

local t = spawn("T", function()
  sleep(30)
  say("task ends")
  return "value"
end)
local ok, e = pcall(wait_for, 10, function() return shield(t) end)
if is(e, Timeout) then say("Timeout, T done " .. yn(t:done()) .. " cancelling " .. t:cancelling()) end
say(t:await())
