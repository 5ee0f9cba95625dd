-- RUN-9: the same after main's end, where a task swallows its cancellation and
-- waits for ever
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

local ev = event()
spawn("S", function()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("swallowed") end
  ev:wait()
end)
spawn("P", function()
  local ok, e = pcall(sleep, 1000)
  if not ok then
    sleep(5)
    say("polite ends")
    error(e, 0)
  end
end)
sleep(5)
say("main ends")
