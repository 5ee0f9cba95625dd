-- SCH-7, SLP-3: a timer that was cancelled never fires and holds nothing back
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

local a = spawn("A", sleep, 10000)
timeout(20000, function() sleep(1) end)
wait_for(30000, spawn("B", sleep, 2))
a:cancel()
wait { a }
say("A cancelled " .. yn(a:cancelled()))
local q = queue()
local ok, e = pcall(wait_for, 5, spawn("get", q.get, q))
if is(e, Timeout) then say("Timeout") end
