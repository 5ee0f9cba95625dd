-- TO-5: with 0 or less the body runs to its first suspension and is cancelled
-- there, also at sleep(0)
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

for _, ms in ipairs { 0, -10 } do
  local keep
  local ok, e = pcall(timeout, ms, function(s)
    keep = s
    say("body begins")
    sleep(0)
    say("never")
  end)
  if is(e, Timeout) then say("Timeout, expired " .. yn(keep:expired())) end
end
local ok, e = pcall(timeout, 0, function() sleep(1000) end)
if is(e, Timeout) then say("Timeout") end
