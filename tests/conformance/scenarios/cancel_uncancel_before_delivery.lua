-- CAN-16: uncancel() to 0 withdraws a Cancelled that is still on its way
-- CPython 3.13 and later
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
  current():cancel()
  say("left " .. current():uncancel())
  sleep(5)
  say("not cancelled")
  current():cancel()
  current():cancel()
  say("left " .. current():uncancel())
  local ok, e = pcall(function()
    sleep(5)
    say("never")
  end)
  if not ok then say("one request is enough") error(e, 0) end
end

local t = spawn("T", w)
wait { t }
say("cancelled " .. yn(t:cancelled()))
local u = spawn("U", w)
u:cancel()
say("left " .. u:uncancel())
wait { u }
say("cancelled " .. yn(u:cancelled()))
