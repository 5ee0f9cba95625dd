-- LOCK-8, LOCK-9: a wake-up whose waiter is cancelled before its turn is passed
-- on, again and again, and there are never two holders
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

local held = 0

local function w(name, l)
  local ok, e = pcall(l.acquire, l)
  if not ok then say(name .. " cancelled, holders " .. held) error(e, 0) end
  held = held + 1
  say(name .. " in, holders " .. held)
  sleep(5)
  held = held - 1
  l:release()
end

local l = lock()
l:acquire()
local ts = {}
for i, n in ipairs { "A", "B", "C", "D", "E" } do ts[i] = spawn(n, w, n, l) end
sleep(1)
l:release()
ts[1]:cancel()
sleep(0)
ts[2]:cancel()
sleep(0)
ts[3]:cancel()
say("three cancelled")
wait(ts)
say("locked " .. yn(l:locked()) .. " holders " .. held)
l:acquire()
ts = { spawn("F", w, "F", l), spawn("G", w, "G", l) }
sleep(1)
l:release()
ts[1]:cancel()
ts[2]:cancel()
wait(ts)
say("locked " .. yn(l:locked()))
