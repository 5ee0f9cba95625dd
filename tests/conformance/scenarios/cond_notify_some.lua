-- CND-2, CND-3, CND-4: notify(n) wakes n in the order of waiting, who run after
-- the notifier lets go; wait returns with the lock held
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
  local r = c:wait()
  say(name .. " " .. yn(r) .. " locked " .. yn(c:locked()))
end

local c = condition()
local ts = {}
for i, n in ipairs { "A", "B", "C", "D", "E" } do ts[i] = spawn(n, w, c, n) end
sleep(1)
do
  local _ <close> = c:hold()
  c:notify(0)
  sleep(5)
  say("notified none")
end
do
  local _ <close> = c:hold()
  c:notify(2)
  sleep(5)
  say("notified 2, still held")
end
sleep(5)
do
  local _ <close> = c:hold()
  c:notify()
  c:notify()
end
sleep(5)
do
  local _ <close> = c:hold()
  c:notify(100)
end
wait(ts)
do
  local _ <close> = c:hold()
  c:notify()
  c:notify_all()
end
say("nobody waits")
