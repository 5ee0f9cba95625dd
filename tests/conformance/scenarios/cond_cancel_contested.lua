-- CND-9: cancelled and the lock released in one turn, in either order
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

local function w(c)
  local _ <close> = c:hold()
  local ok, e = pcall(function()
    c:wait()
    say("woken")
  end)
  if is(e, Cancelled) then say("Cancelled, locked " .. yn(c:locked())) error(e, 0) end
end

for _, cancel_first in ipairs { true, false } do
  local c = condition()
  local t = spawn("W", w, c)
  sleep(1)
  c:acquire()
  c:notify()
  sleep(1)
  if cancel_first then t:cancel() end
  c:release()
  if not cancel_first then t:cancel() end
  wait { t }
  say("cancelled " .. yn(t:cancelled()) .. " locked " .. yn(c:locked()))
end
