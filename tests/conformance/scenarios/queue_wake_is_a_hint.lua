-- Q-5, Q-6: the item stays until the woken getter runs; a getter that finds it
-- takes it at once, and the woken one goes to the back of the line
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

local function getter(q, name) say(name .. " got " .. q:get()) end

local q = queue()
local a, b = spawn("A", getter, q, "A"), spawn("B", getter, q, "B")
sleep(1)
q:put_nowait(1)
say("size " .. q:size())
say("main barges in and gets " .. q:get())
sleep(1)
q:put_nowait(2)
sleep(1)
q:put_nowait(3)
wait { a, b }
local c = spawn("C", getter, q, "C")
sleep(1)
q:put_nowait(4)
say("main takes " .. q:get_nowait())
sleep(1)
say("C done " .. yn(c:done()))
q:put_nowait(5)
c:await()
