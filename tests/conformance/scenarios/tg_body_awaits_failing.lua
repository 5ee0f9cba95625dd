-- TG-31: a body that awaits the failing child gets Cancelled, since the group
-- hears of the end first (CAN-17); the child's error is in the ErrorGroup
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
  local t = tg:spawn("bad", bad)
  local ok, e = pcall(t.await, t)
  if not ok then
    say("body caught " .. kind(e) .. ", child " .. kind(t:error()))
    error(e, 0)
  end
end)
if is(e, ErrorGroup) then say(kind(e) .. " cancelling " .. current():cancelling()) end
ok, e = pcall(task_group, function(tg)
  local t = tg:spawn("bad", bad)
  local ok, e = pcall(t.await, t)
  if not ok then say("body swallows " .. kind(e)) end
  sleep(5)
  say("body goes on")
end)
if is(e, ErrorGroup) then say(kind(e) .. " cancelling " .. current():cancelling()) end
