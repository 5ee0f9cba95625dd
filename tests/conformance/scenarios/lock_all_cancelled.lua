-- LOCK-5: when all waiters are cancelled a newcomer takes the lock at once
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
  local ok, e = pcall(function()
    l:acquire()
    say(name .. " in")
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local l = lock()
l:acquire()
local a, b = spawn("A", w, "A", l), spawn("B", w, "B", l)
sleep(1)
a:cancel()
b:cancel()
l:release()
l:acquire()
say("main has it, locked " .. yn(l:locked()))
wait { a, b }
say("locked " .. yn(l:locked()))
l:release()
say("locked " .. yn(l:locked()))
