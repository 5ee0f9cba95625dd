-- LOCK-2: waiters get the lock in the order in which they asked
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

local function w(l, name)
  local _ <close> = l:hold()
  say(name .. " in")
  sleep(10)
  say(name .. " out")
end
local l = lock()
for _, n in ipairs { "A", "B", "C" } do spawn(n, w, l, n) end
sleep(5)
say("locked " .. yn(l:locked()))
local _ <close> = l:hold()
say("main in")
