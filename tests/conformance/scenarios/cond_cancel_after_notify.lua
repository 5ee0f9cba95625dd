-- CND-11: notified and then cancelled: the notification passes to the next waiter
-- CPython 3.13 and later
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
local a, b, d = spawn("A", w, c, "A"), spawn("B", w, c, "B"), spawn("D", w, c, "D")
sleep(1)
do
  local _ <close> = c:hold()
  c:notify()
  a:cancel()
end
wait({ a, b, d }, { timeout = 20 })
say("B done " .. yn(b:done()) .. " D done " .. yn(d:done()))
do
  local _ <close> = c:hold()
  c:notify_all()
end
wait { a, b, d }
local e, f = spawn("E", w, c, "E"), spawn("F", w, c, "F")
sleep(1)
c:acquire()
c:notify()
sleep(5)
e:cancel()
sleep(5)
c:release()
wait({ e, f }, { timeout = 20 })
say("F done " .. yn(f:done()))
do
  local _ <close> = c:hold()
  c:notify_all()
end
wait { e, f }
