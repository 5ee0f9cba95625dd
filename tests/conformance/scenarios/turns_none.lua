-- Turn distances: what does not suspend at all; the other task never runs
-- CPython 3.12 and later
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

local ran = 0

local function other()
  while true do
    ran = ran + 1
    sleep(0)
  end
end

local t = spawn("child", function() return "value" end)
t:await()
spawn("other", other)
local lk, sm, ev, q, b, cd = lock(), semaphore(1), event(), queue(), barrier(1), condition()
lk:acquire()
sm:acquire()
ev:set()
ev:wait()
q:join()
q:put(1)
q:get()
b:wait()
do
  local _ <close> = cd:hold()
  cd:wait_until(function() return true end)
end
t:await()
shield(t)
gather {}
gather { t, t }
wait_for(5, t)
wait_for(0, t)
task_group(function() end)
timeout(5, function() end)
say("other ran " .. ran .. " times")
