-- LOCK-8: cancelled after the hand-off but before its turn: the next waiter gets the lock
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

local function w(l, name)
  local ok, e = pcall(l.acquire, l)
  if not ok then say(name .. " cancelled, locked " .. yn(l:locked())) error(e, 0) end
  say(name .. " in")
  l:release()
end
local l = lock()
l:acquire()
local b, c = spawn("B", w, l, "B"), spawn("C", w, l, "C")
sleep(1)
l:release()
b:cancel()
say("released and cancelled B")
wait { b, c }
say("locked " .. yn(l:locked()))
