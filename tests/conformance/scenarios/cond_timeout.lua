-- CND-7: a wait that meets its deadline takes the lock again first
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

local function w(c)
  local _ <close> = c:hold()
  local ok, e = pcall(timeout, 10, function() c:wait() end)
  if is(e, Timeout) then say("Timeout, locked " .. yn(c:locked())) end
end

local c = condition()
local t = spawn("W", w, c)
sleep(5)
do
  local _ <close> = c:hold()
  sleep(20)
  say("main lets go")
end
t:await()
t = spawn("W", w, c)
sleep(10)
do
  local _ <close> = c:hold()
  c:notify()
end
t:await()
say("locked " .. yn(c:locked()))
