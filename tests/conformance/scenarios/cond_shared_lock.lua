-- CND-12: several conditions may share one lock
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
  c:wait()
  say(name .. " woken")
end

local l = lock()
local full, empty = condition(l), condition(l)
local a, b = spawn("A", w, full, "A"), spawn("B", w, empty, "B")
sleep(1)
do
  local _ <close> = l:hold()
  say("locked " .. yn(full:locked()) .. " " .. yn(empty:locked()))
  empty:notify_all()
end
sleep(5)
do
  local _ <close> = empty:hold()
  full:notify()
end
wait { a, b }
say("locked " .. yn(l:locked()))
