-- GA-10, GA-12: collecting errors, a cancelled gatherer waits for all children
-- and then raises Cancelled
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

local function w(name, cleanup)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say(name .. " cancelled")
    sleep(cleanup)
    say(name .. " cleaned")
    error(e, 0)
  end
end

local function boss()
  local ok, e = pcall(function()
    gather({ function() w("A", 30) end, function() w("B", 10) end, function() w("C", 20) end },
      { return_errors = true })
    say("never")
  end)
  if not ok then say("boss Cancelled, cancelling " .. current():cancelling()) error(e, 0) end
end

local b = spawn("boss", boss)
sleep(10)
b:cancel()
say("requested")
wait { b }
say("boss cancelled " .. yn(b:cancelled()))
