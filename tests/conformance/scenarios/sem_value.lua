-- SEM-1, SEM-7, SEM-10: acquire takes one at once; a release with a waiter hands
-- the permit over, and the semaphore stays locked
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

local function w(name, s)
  s:acquire()
  say(name .. " in")
end

local s = semaphore(2)
say("value " .. s:value() .. " locked " .. yn(s:locked()))
s:acquire()
s:acquire()
say("value " .. s:value() .. " locked " .. yn(s:locked()))
local t = spawn("W", w, "W", s)
sleep(1)
s:release()
say("released, value " .. s:value() .. " locked " .. yn(s:locked()))
local n = spawn("N", w, "N", s)
sleep(0)
say("a turn later, value " .. s:value() .. " locked " .. yn(s:locked()))
t:await()
s:release()
n:await()
s:release()
say("value " .. s:value() .. " locked " .. yn(s:locked()))
