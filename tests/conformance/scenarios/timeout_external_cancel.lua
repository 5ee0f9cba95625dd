-- TO-11: a cancel from outside passes through as Cancelled
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
local function w()
  local ok, e = pcall(timeout, 100, function(s)
    keep = s
    sleep(1000)
  end)
  if is(e, Cancelled) then
    say("Cancelled, expired " .. yn(keep:expired()) .. " cancelling " .. current():cancelling())
    error(e, 0)
  elseif is(e, Timeout) then say("Timeout") end
end
local t = spawn("w", w)
sleep(10)
t:cancel()
wait { t }
say("cancelled " .. yn(t:cancelled()))
