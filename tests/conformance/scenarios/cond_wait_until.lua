-- CND-6: wait_until looks again after every wake-up, and does not suspend if it is
-- true at once
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

local stock = 0

local function taker(c, name, n)
  local _ <close> = c:hold()
  local r = c:wait_until(function() return stock >= n and stock end)
  stock = stock - n
  say(name .. " saw " .. r .. ", left " .. stock)
end

local c = condition()
local ts = { spawn("A", taker, c, "A", 3), spawn("B", taker, c, "B", 1), spawn("C", taker, c, "C", 2) }
for _ = 1, 6 do
  sleep(5)
  local _ <close> = c:hold()
  stock = stock + 1
  say("stock " .. stock)
  c:notify_all()
end
wait(ts)
do
  local _ <close> = c:hold()
  say(c:wait_until(function() return "at once" end))
end
