-- TG-19: the failure of an inner group is the body's error of the outer one
-- CPython 3.13 and later
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

local function bad(name, ms)
  sleep(ms)
  error(name, 0)
end

local ok, e = pcall(task_group, function(g1)
  g1:spawn("O", sleep, 1000)
  task_group(function(g2)
    g2:spawn("I", sleep, 1000)
    task_group(function(g3)
      g3:spawn("A", bad, "A", 10)
      g3:spawn("B", bad, "B", 10)
    end)
  end)
end)
if is(e, ErrorGroup) then say(kind(e)) end
say("cancelling " .. current():cancelling())
sleep(5)
say("end")
