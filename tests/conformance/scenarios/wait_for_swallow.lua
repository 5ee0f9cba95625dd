-- WF-4, WF-5: a task that swallows the cancel and returns: its value, no Timeout
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

local function w()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then
    say("swallowed")
    sleep(5)
  end
  return "value"
end

local function attempt(what)
  local ok, e = pcall(function() say(wait_for(10, what)) end)
  if is(e, Timeout) then say("Timeout") elseif not ok then error(e, 0) end
end

local t = spawn("T", w)
attempt(t)
say("cancelling " .. current():cancelling() .. " T " .. t:cancelling())
attempt(w)
say("cancelling " .. current():cancelling())
