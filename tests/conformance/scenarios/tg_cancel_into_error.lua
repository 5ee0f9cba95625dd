-- TG-17: a body that turns an outside cancel into an error: an ErrorGroup of it
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

local function boss()
  local ok, e = pcall(task_group, function(tg)
    tg:spawn("W", sleep, 1000)
    local ok, e = pcall(sleep, 1000)
    if is(e, Cancelled) then error("instead", 0) end
  end)
  if is(e, ErrorGroup) then say(kind(e) .. " cancelling " .. current():cancelling()) end
  ok, e = pcall(function()
    sleep(5)
    say("slept")
  end)
  if is(e, Cancelled) then
    say("Cancelled afterwards")
    error(e, 0)
  end
end

local b = spawn("boss", boss)
sleep(10)
b:cancel()
wait { b }
say("boss cancelled " .. yn(b:cancelled()))
