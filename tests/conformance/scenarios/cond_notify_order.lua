-- CND-2, CND-3, CND-4: notify wakes in waiting order; each wakes holding the lock
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
  do
    local _ <close> = c:hold()
    say(name .. " waits")
    c:wait()
    say(name .. " woken, locked " .. yn(c:locked()))
    sleep(5)
  end
  say(name .. " left")
end
local c = condition()
local ts = {}
for i, n in ipairs { "A", "B", "C", "D" } do ts[i] = spawn(n, w, c, n) end
sleep(1)
do
  local _ <close> = c:hold()
  c:notify()
  say("notified 1")
end
sleep(20)
do
  local _ <close> = c:hold()
  c:notify(2)
  say("notified 2")
end
sleep(20)
do
  local _ <close> = c:hold()
  c:notify_all()
end
wait(ts)
