-- EVT-2, EVT-3, EVT-6: a cancelled waiter leaves the list; cancel and set in one
-- turn, in either order, is Cancelled
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
  local ok, e = pcall(function()
    ev:wait()
    say(name .. " woken")
  end)
  if not ok then say(name .. " Cancelled, set " .. yn(ev:is_set())) error(e, 0) end
end

local ev = event()
local a, b = spawn("A", w, "A", ev), spawn("B", w, "B", ev)
local c, d = spawn("C", w, "C", ev), spawn("D", w, "D", ev)
sleep(5)
a:cancel()
sleep(5)
b:cancel()
ev:set()
ev:set()
d:cancel()
wait { a, b, c, d }
say("set " .. yn(ev:is_set()))
