-- LOCK-1, LOCK-3: a free lock is taken without suspension; after a release it is
-- unlocked until the woken waiter runs, and only the first waiter is woken
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

local function w(name, l)
  l:acquire()
  say(name .. " in")
  sleep(0)
  l:release()
end

local l = lock()
spawn("other", function() say("other runs") end)
say("acquire " .. yn(l:acquire()) .. " locked " .. yn(l:locked()))
local a, b = spawn("A", w, "A", l), spawn("B", w, "B", l)
sleep(5)
l:release()
say("released, locked " .. yn(l:locked()))
sleep(0)
say("a turn later, locked " .. yn(l:locked()))
wait { a, b }
say("locked " .. yn(l:locked()))
