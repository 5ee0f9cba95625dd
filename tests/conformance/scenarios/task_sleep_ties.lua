-- SCH-4: equal deadlines wake in the order in which the sleeps began
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

local function w(name, first, second)
  sleep(first)
  sleep(second)
  say(name .. " awake")
end
spawn("A", w, "A", 20, 10)
spawn("B", w, "B", 10, 20)
spawn("C", w, "C", 5, 25)
spawn("D", w, "D", 15, 15)
sleep(30)
say("main awake")
sleep(1)
say("end")
