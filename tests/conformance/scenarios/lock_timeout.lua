-- LOCK-6, LOCK-8: a wait that meets its deadline leaves no trace, also when the
-- lock is released at that instant
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

local function w(name, l, ms)
  local ok, e = pcall(timeout, ms, function()
    local _ <close> = l:hold()
    say(name .. " in")
    sleep(50)
  end)
  if is(e, Timeout) then say(name .. " Timeout") end
end

local l = lock()
l:acquire()
local a, b = spawn("A", w, "A", l, 10), spawn("B", w, "B", l, 500)
local c = spawn("C", w, "C", l, 5)
sleep(10)
l:release()
wait { a, b, c }
say("locked " .. yn(l:locked()))
