-- Q-19, Q-20: blocked putters of a priority queue enter in the order of their
-- arrival; priorities order what is inside
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

local function putter(q, n)
  q:put { n, "item " .. n }
  say(n .. " is in")
end

local q = priority_queue(2)
local ts = {}
for i, n in ipairs { 50, 40, 30, 20, 10 } do ts[i] = spawn("P" .. n, putter, q, n) end
sleep(1)
for _ = 1, 5 do
  say(q:get()[2])
  sleep(1)
end
wait(ts)
local l = lifo_queue(2)
local function lifo_putter(v)
  l:put(v)
  say(v .. " is in")
end
ts = {}
for i, v in ipairs { "a", "b", "c", "d" } do ts[i] = spawn(v, lifo_putter, v) end
sleep(1)
for _ = 1, 4 do
  say("got " .. l:get())
  sleep(1)
end
