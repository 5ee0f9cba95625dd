-- TO-2, TO-9: a body that swallows the Cancelled leaves normally: no Timeout
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
timeout(10, function(s)
  keep = s
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then
    say("swallowed, expired " .. yn(s:expired()) .. " cancelling " .. current():cancelling())
  end
  sleep(5)
  say("body goes on")
end)
say("no Timeout, expired " .. yn(keep:expired()) .. " cancelling " .. current():cancelling())
sleep(5)
say("end")
