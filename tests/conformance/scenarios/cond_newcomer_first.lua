-- CND-5: the woken queue for the lock like everyone else
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
  local _ <close> = c:hold()
  c:wait()
  say(name .. " woken")
  sleep(1)
end

local function newcomer(c, name)
  local _ <close> = c:hold()
  say(name .. " in")
  sleep(1)
end

local c = condition()
local a, b = spawn("A", w, c, "A"), spawn("B", w, c, "B")
sleep(1)
c:acquire()
local n = spawn("N", newcomer, c, "N")
sleep(1)
c:notify_all()
local m = spawn("M", newcomer, c, "M")
c:release()
wait { a, b, n, m }
