-- EVT-1, EVT-4, EVT-5: set and clear in one breath wake those who waited; later
-- waiters wait for the next set; a set event is not waited for
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

local function w(name, ev)
  say(name .. " waits")
  local r = ev:wait()
  say(name .. " woken " .. yn(r) .. ", set " .. yn(ev:is_set()))
end

local ev = event()
local ts = { spawn("A", w, "A", ev), spawn("B", w, "B", ev) }
sleep(5)
ev:set()
ev:clear()
ts[3] = spawn("C", w, "C", ev)
sleep(5)
say("setting again")
ev:set()
ts[4] = spawn("D", w, "D", ev)
say("main " .. yn(ev:wait()))
wait(ts)
