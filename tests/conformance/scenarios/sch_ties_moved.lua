-- SCH-4: equal deadlines fire in the order of registration, also when the
-- first of them is cancelled or moved and set again
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

local function sleeper(name, ms)
  local ok, e = pcall(function()
    sleep(ms)
    say(name .. " awake")
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local function again(name)
  sleep(4)
  sleep(6)
  say(name .. " awake")
end

local function body()
  timeout(3, function(s)
    s:reschedule(10)
    local ok, e = pcall(sleep, 50)
    if not ok then say("deadline") error(e, 0) end
  end)
end

local function scoped()
  local ok, e = pcall(body)
  if is(e, Timeout) then say("Timeout") end
end

local a = spawn("A", sleeper, "A", 10)
spawn("again", again, "again")
spawn("scoped", scoped)
spawn("B", sleeper, "B", 10)
sleep(1)
a:cancel()
spawn("C", sleeper, "C", 9)
sleep(20)
