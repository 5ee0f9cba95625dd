-- TO-14: nested, inner first: the outer is not touched
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

local keep
timeout(100, function(outer)
  keep = outer
  local ok, e = pcall(timeout, 10, function() sleep(1000) end)
  if is(e, Timeout) then say("inner Timeout, cancelling " .. current():cancelling()) end
  sleep(20)
  say("outer goes on, expired " .. yn(outer:expired()))
end)
say("expired " .. yn(keep:expired()))
