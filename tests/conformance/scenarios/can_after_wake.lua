-- CAN-17: a cancel that comes after the wake-up and before the turn wins; what
-- was awaited is lost for this waiter
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

local function awaiter(name, t)
  local ok, e = pcall(function() say(name .. " gets " .. t:await()) end)
  if not ok then say(name .. " Cancelled") error(e, 0) end
end

local function event_waiter(ev)
  local ok, e = pcall(function()
    ev:wait()
    say("event seen")
  end)
  if not ok then say("event waiter Cancelled") error(e, 0) end
end

local function sleeper()
  local ok, e = pcall(function()
    sleep(20)
    say("slept")
  end)
  if not ok then say("sleeper Cancelled") error(e, 0) end
end

local ev = event()
local e = spawn("E", event_waiter, ev)
sleep(1)
ev:set()
e:cancel()
wait { e }
local t = spawn("child", function()
  sleep(10)
  return "value"
end)
local a, b = spawn("A", awaiter, "A", t), spawn("B", awaiter, "B", t)
t:on_done(function() say("cancel A " .. yn(a:cancel())) end)
wait { a, b }
say("child " .. t:result() .. " cancelling " .. t:cancelling())
local s
spawn("X", function()
  sleep(20)
  s:cancel()
end)
s = spawn("S", sleeper)
wait { s }
