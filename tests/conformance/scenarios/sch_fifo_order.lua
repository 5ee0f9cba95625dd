-- SCH-1, SCH-2: entries run in the order in which they were made ready; what
-- becomes ready in a pass runs in the next one
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

local function leaf(name)
  say(name .. " runs")
end

local function w(name, n)
  for i = 0, n - 1 do
    say(name .. " " .. i)
    if i == 0 then spawn(name .. "'", leaf, name .. "'") end
    sleep(0)
  end
end

spawn("A", w, "A", 3)
spawn("B", w, "B", 2)
for i = 0, 3 do
  say("main " .. i)
  sleep(0)
end
