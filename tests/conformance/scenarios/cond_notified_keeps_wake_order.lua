-- CND-5, CND-9: notified waiters and newcomers in line for the lock, one of them
-- cancelled while it waits for the lock
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

local function w(c, name)
  local ok, e = pcall(function()
    local _ <close> = c:hold()
    c:wait()
    say(name .. " woken")
    sleep(2)
  end)
  if is(e, Cancelled) then say(name .. " Cancelled, locked " .. yn(c:locked())) error(e, 0) end
end

local function newcomer(c, name)
  local ok, e = pcall(function()
    local _ <close> = c:hold()
    say(name .. " in")
    sleep(2)
  end)
  if is(e, Cancelled) then say(name .. " Cancelled") error(e, 0) end
end

local c = condition()
local ts = {}
for i, n in ipairs { "A", "B", "C" } do ts[i] = spawn(n, w, c, n) end
sleep(1)
c:acquire()
c:notify_all()
sleep(1)
local n, m = spawn("N", newcomer, c, "N"), spawn("M", newcomer, c, "M")
sleep(1)
ts[2]:cancel()
n:cancel()
sleep(1)
c:release()
wait { ts[1], ts[2], ts[3], n, m }
say("locked " .. yn(c:locked()))
