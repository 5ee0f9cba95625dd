-- SEM-14: an acquire that met its deadline takes no permit, also when a permit
-- comes at that instant
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

local function w(name, s, ms)
  local ok, e = pcall(timeout, ms, function()
    s:acquire()
    say(name .. " in")
  end)
  if is(e, Timeout) then say(name .. " Timeout") end
end

local s = semaphore(0)
local ts = { spawn("A", w, "A", s, 5), spawn("B", w, "B", s, 10), spawn("C", w, "C", s, 500) }
sleep(10)
s:release()
wait(ts)
say("locked " .. yn(s:locked()))
s:release()
say("locked " .. yn(s:locked()))
