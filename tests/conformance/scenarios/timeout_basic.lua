-- TO-1, TO-2: the body is cancelled at the deadline and the block raises Timeout
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
local ok, e = pcall(timeout, 50, function(scope)
  keep = scope
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say("body Cancelled, expired " .. yn(scope:expired()) .. " cancelling " .. current():cancelling())
    error(e, 0)
  end
end)
if is(e, Timeout) then
  say("Timeout, expired " .. yn(keep:expired()) .. " cancelling " .. current():cancelling())
end
sleep(10)
say("fine")
