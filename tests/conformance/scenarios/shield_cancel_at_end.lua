-- SH-3, CAN-17: the awaiter is cancelled in the turn in which the inner one ended
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

local function job()
  sleep(10)
  return "value"
end

for _, late in ipairs { false, true } do
  local j = spawn("job", job)
  local t = spawn("W", function()
    local ok, e = pcall(function() say(shield(j)) end)
    if not ok then say("W Cancelled") error(e, 0) end
  end)
  if late then sleep(0) end
  j:on_done(function() say("cancel " .. yn(t:cancel())) end)
  wait { t }
  say("W cancelled " .. yn(t:cancelled()) .. " job " .. j:result())
end
