-- SEM-8, SEM-9: woken and then cancelled: the permit passes to the next waiter, or
-- goes back
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

local function w(name, s)
  local ok, e = pcall(function()
    s:acquire()
    say(name .. " in")
  end)
  if not ok then say(name .. " cancelled, locked " .. yn(s:locked())) error(e, 0) end
end

local s = semaphore(0)
local ts = {}
for i, n in ipairs { "A", "B", "C" } do ts[i] = spawn(n, w, n, s) end
sleep(1)
s:release()
s:release()
ts[1]:cancel()
ts[2]:cancel()
wait(ts)
say("locked " .. yn(s:locked()))
s:acquire()
say("main in, locked " .. yn(s:locked()))
local t = spawn("D", w, "D", s)
sleep(1)
s:release()
t:cancel()
wait { t }
say("locked " .. yn(s:locked()))
