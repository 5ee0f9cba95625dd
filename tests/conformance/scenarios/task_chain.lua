-- TASK-2: a result travels one turn for each task that awaits another
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

local function leaf()
  sleep(5)
  say("leaf ends")
  return 1
end

local function link(inner, i)
  local r = inner:await()
  say("link " .. i .. " has " .. r)
  return r + 1
end

local t = spawn("leaf", leaf)
for i = 0, 3 do t = spawn("L" .. i, link, t, i) end
spawn("ticker", function()
  sleep(5)
  for i = 0, 5 do
    say("tick " .. i)
    sleep(0)
  end
end)
say("main has " .. t:await())
