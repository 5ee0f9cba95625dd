-- BAR-1, BAR-2, BAR-3: all leave when the last arrives; indices are the arrival order
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
  say(name .. " arrives, waiting " .. b:waiting())
  local i = b:wait()
  say(name .. " leaves with " .. i)
end
local b = barrier(3)
gather { function() w(b, "A", 30) end, function() w(b, "B", 10) end, function() w(b, "C", 20) end }
say("waiting " .. b:waiting() .. " broken " .. yn(b:broken()))
