-- CND-10: a waiter that is cancelled already does not use up a notification
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

local function w(c, name)
  local _ <close> = c:hold()
  local ok, e = pcall(function()
    c:wait()
    say(name .. " woken")
  end)
  if is(e, Cancelled) then say(name .. " Cancelled") error(e, 0) end
end

local c = condition()
local a, b = spawn("A", w, c, "A"), spawn("B", w, c, "B")
sleep(1)
do
  local _ <close> = c:hold()
  a:cancel()
  c:notify()
end
wait { a, b }
