-- SLP-1: a sleep of 0 or less is exactly one turn and takes no time
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

spawn("ticker", function()
  for i = 0, 3 do
    say("tick " .. i)
    sleep(0)
  end
end)
sleep(0)
say("after sleep(0)")
sleep(-1)
say("after sleep(-1)")
sleep(-1000)
say("after sleep(-1000)")
