-- TG-3, TG-4, TG-8: one failing child cancels its siblings and the body
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

local function w(name)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say(name .. " cancelled")
    sleep(5)
    say(name .. " cleaned")
    error(e, 0)
  end
end
local function bad()
  sleep(10)
  say("bad raises")
  error("boom", 0)
end
local ok, e = pcall(task_group, function(tg)
  tg:spawn("A", w, "A")
  tg:spawn("bad", bad)
  tg:spawn("B", w, "B")
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say("body cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  end
end)
if is(e, ErrorGroup) then say(kind(e) .. " cancelling " .. current():cancelling()) end
sleep(5)
say("fine")
