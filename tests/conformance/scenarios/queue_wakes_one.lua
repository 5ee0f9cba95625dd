-- Q-4: a put wakes the first getter, a get the first putter, one each
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

local function putter(q, name)
  q:put(name)
  say(name .. " put, size " .. q:size())
end

local q = queue()
local ts = {}
for i, n in ipairs { "A", "B", "C" } do ts[i] = spawn(n, getter, q, n) end
sleep(1)
q:put_nowait(1)
sleep(1)
say("one served")
q:put_nowait(2)
q:put_nowait(3)
wait(ts)
q = queue(1)
q:put_nowait("first")
for i, n in ipairs { "D", "E", "F" } do ts[i] = spawn(n, putter, q, n) end
sleep(1)
for _ = 1, 4 do
  say("main got " .. q:get_nowait())
  sleep(1)
end
