-- SCH-5: a deadline that is due at once comes in the next pass, after what was
-- ready already
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

local function w(name)
  say(name .. " runs")
  sleep(0)
  say(name .. " again")
end

spawn("A", w, "A")
local ok, e = pcall(timeout, -5, function()
  spawn("B", w, "B")
  local ok, e = pcall(sleep, 100)
  if not ok then say("main struck") error(e, 0) end
end)
if is(e, Timeout) then say("Timeout") end
sleep(0)
say("end")
