-- BAR-1, BAR-2: the last to arrive does not wait; the others are woken in the
-- order of arrival; each gets its index
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

local function w(b, name, ms)
  sleep(ms)
  say(name .. " leaves with " .. b:wait())
end

local b = barrier(4)
say("parties " .. b:parties())
local ts = { spawn("A", w, b, "A", 3), spawn("B", w, b, "B", 1), spawn("C", w, b, "C", 2) }
sleep(10)
say("main leaves with " .. b:wait())
wait(ts)
