-- LOCK-2, LOCK-4: while somebody waits a newcomer queues, even the releaser
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

local function w(name, l, turns)
  for i = 0, turns - 1 do
    local _ <close> = l:hold()
    say(name .. " in " .. i)
    sleep(1)
  end
end

local function newcomer(l)
  say("newcomer sees locked " .. yn(l:locked()))
  local _ <close> = l:hold()
  say("newcomer in")
end

local l = lock()
local a, b = spawn("A", w, "A", l, 3), spawn("B", w, "B", l, 2)
sleep(1)
do
  local _ <close> = l:hold()
  say("main in")
end
local n = spawn("N", newcomer, l)
wait { a, b, n }
l:acquire()
local c = spawn("C", w, "C", l, 1)
sleep(1)
l:release()
l:acquire()
say("main again, after C")
l:release()
c:await()
