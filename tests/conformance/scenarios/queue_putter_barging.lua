-- Q-6: the same for putters: a slot that was freed for one is taken by another
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

local function putter(q, name)
  q:put(name)
  say(name .. " put, size " .. q:size())
end

local q = queue(1)
q:put_nowait("first")
local a, b = spawn("A", putter, q, "A"), spawn("B", putter, q, "B")
sleep(1)
say("got " .. q:get_nowait())
q:put("barged")
say("main put, size " .. q:size())
sleep(1)
for _ = 1, 3 do
  say("got " .. q:get())
  sleep(1)
end
wait { a, b }
