-- WF-7, WF-8: with 0 or less an ended task gives its result; another is cancelled
-- and awaited; what has not begun never begins
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
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say(name .. " cancelled")
    sleep(5)
    say(name .. " cleaned")
    error(e, 0)
  end
end

local function attempt(ms, what, name)
  local ok, e = pcall(function() say(name .. " " .. wait_for(ms, what)) end)
  if is(e, Timeout) then say(name .. " Timeout") elseif not ok then error(e, 0) end
end

local e = spawn("E", function() return "value" end)
e:await()
attempt(0, e, "E")
attempt(-5, e, "E")
local r = spawn("R", w, "R")
sleep(1)
attempt(0, r, "R")
local u = spawn("U", w, "U")
attempt(0, u, "U")
say("U cancelled " .. yn(u:cancelled()))
attempt(-1, function() w("F") end, "F")
