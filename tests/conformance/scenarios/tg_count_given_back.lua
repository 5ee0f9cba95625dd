-- TG-8, TG-9: the internal cancel of the body is taken back, the task is usable; a
-- body that swallows it gets the ErrorGroup all the same
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

local function bad()
  sleep(10)
  error("boom", 0)
end

local ok, e = pcall(task_group, function(tg)
  tg:spawn("bad", bad)
  sleep(1000)
end)
if is(e, ErrorGroup) then say(kind(e) .. " cancelling " .. current():cancelling()) end
sleep(5)
ok, e = pcall(task_group, function(tg)
  tg:spawn("bad", bad)
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("swallowed, cancelling " .. current():cancelling()) end
  sleep(5)
  say("body goes on")
end)
if is(e, ErrorGroup) then say(kind(e) .. " cancelling " .. current():cancelling()) end
sleep(5)
say("end")
