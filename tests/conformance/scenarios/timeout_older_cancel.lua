-- TO-13: a cancel swallowed before the scope does not stop Timeout
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
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("swallowed") end
  ok, e = pcall(timeout, 10, function() sleep(1000) end)
  if is(e, Timeout) then say("Timeout, cancelling " .. current():cancelling()) end
end)
sleep(5)
t:cancel()
t:await()
say("cancelled " .. yn(t:cancelled()))
