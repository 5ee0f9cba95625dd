-- TG-10: a child that is cancelled by hand is no error; the rest goes on
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

local function w(name, ms)
  sleep(ms)
  say(name .. " ends")
end

local a
task_group(function(tg)
  a = tg:spawn("A", w, "A", 100)
  tg:spawn("B", w, "B", 20)
  sleep(10)
  a:cancel()
end)
say("A cancelled " .. yn(a:cancelled()) .. " cancelling " .. current():cancelling())
