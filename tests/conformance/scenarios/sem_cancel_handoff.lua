-- SEM-8: woken, then cancelled before its turn: the permit passes to the next waiter
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

local function w(s, name)
  local ok, e = pcall(function()
    s:acquire()
    say(name .. " in")
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end
local s = semaphore(0)
local a, b = spawn("A", w, s, "A"), spawn("B", w, s, "B")
sleep(1)
s:release()
a:cancel()
wait { a, b }
say("locked " .. yn(s:locked()))
s:release()
say("locked " .. yn(s:locked()))
