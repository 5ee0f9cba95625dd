-- EVT-1, EVT-2, EVT-3: set wakes all waiters in the order they came; a set event never blocks
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

local function w(e, name)
  e:wait()
  say(name .. " awake")
end
local e = event()
local ts = {}
for i, n in ipairs { "A", "B", "C" } do ts[i] = spawn(n, w, e, n) end
sleep(10)
say("setting")
e:set()
e:set()
say("set " .. yn(e:is_set()))
e:wait()
say("main did not block")
gather(ts)
