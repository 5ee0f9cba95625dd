-- TG-14: a further cancel in the turn in which the group hears of the last end:
-- the parent goes on from there, before what became ready later
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
    tg:spawn("W", function()
      local ok, e = pcall(sleep, 1000)
      if not ok then
        sleep(10)
        say("child cleaned")
        error(e, 0)
      end
    end)
  end)
  if is(e, Cancelled) then
    say("boss Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  end
end

local ev = event()
local b
spawn("S", function()
  sleep(20)
  sleep(0)
  say("cancel " .. yn(b:cancel()))
end)
spawn("X", function()
  sleep(20)
  sleep(0)
  ev:set()
end)
local e = spawn("E", function()
  ev:wait()
  say("waiter woken")
end)
b = spawn("boss", boss)
sleep(10)
b:cancel()
wait { b, e }
