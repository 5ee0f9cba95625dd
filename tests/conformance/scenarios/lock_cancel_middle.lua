-- LOCK-6, LOCK-7: a cancelled waiter leaves the line and the others keep their
-- places; cancelled and released in one turn, the next live one gets it
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

local function w(name, l)
  local ok, e = pcall(l.acquire, l)
  if not ok then say(name .. " cancelled") error(e, 0) end
  say(name .. " in")
  sleep(5)
  l:release()
end

local l = lock()
l:acquire()
local ts = {}
for i, n in ipairs { "A", "B", "C", "D" } do ts[i] = spawn(n, w, n, l) end
sleep(1)
ts[2]:cancel()
sleep(1)
ts[1]:cancel()
l:release()
say("cancelled A, released")
wait(ts)
say("locked " .. yn(l:locked()))
