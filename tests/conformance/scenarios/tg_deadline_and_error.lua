-- TG-28, TG-15: the deadline strikes, and a child turns it into an error
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

local keep
local ok, e = pcall(timeout, 10, function(s)
  keep = s
  task_group(function(tg)
    tg:spawn("W", function()
      local ok, e = pcall(sleep, 1000)
      if is(e, Cancelled) then error("cleanup failed", 0) end
    end)
  end)
end)
if is(e, Timeout) then say("Timeout") end
if is(e, ErrorGroup) then
  say(kind(e) .. " expired " .. yn(keep:expired()) .. " cancelling " .. current():cancelling())
end
sleep(5)
say("goes on")
