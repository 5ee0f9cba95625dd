-- SEM-12, SEM-13: a plain one may be released beyond its start, a bounded one not;
-- 0 is a start like any other, less is refused
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

local s = semaphore(1)
s:release()
s:acquire()
s:acquire()
say("plain locked " .. yn(s:locked()))
local b = bounded_semaphore(1)
if not pcall(b.release, b) then say("refused") end
b:acquire()
b:release()
say("bounded locked " .. yn(b:locked()))
say("zero locked " .. yn(semaphore(0):locked()))
for _, make in ipairs { semaphore, bounded_semaphore } do
  if not pcall(make, -1) then say("refused") end
end
