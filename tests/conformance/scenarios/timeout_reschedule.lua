-- TO-19, TO-20: push the deadline out, pull it in, remove it
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

timeout(20, function(s)
  sleep(10)
  s:reschedule(50)
  sleep(40)
  say("extended")
  s:reschedule(nil)
  sleep(500)
  say("no deadline")
end)
local keep
local ok, e = pcall(timeout, 1000, function(s)
  keep = s
  s:reschedule(5)
  sleep(500)
end)
if is(e, Timeout) then say("pulled in") end
if not pcall(keep.reschedule, keep, 10) then say("refused after the end") end
