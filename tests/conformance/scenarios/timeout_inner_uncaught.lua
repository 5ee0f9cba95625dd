-- TO-17: an inner Timeout that nobody catches is an ordinary error for the outer
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

local o, i
local ok, e = pcall(timeout, 100, function(outer)
  o = outer
  timeout(10, function(inner)
    i = inner
    sleep(1000)
  end)
end)
if is(e, Timeout) then say("Timeout, inner " .. yn(i:expired()) .. " outer " .. yn(o:expired())) end
sleep(200)
say("quiet")
