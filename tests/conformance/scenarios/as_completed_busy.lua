-- AC-1, AC-2: ended tasks queue up in the order of their ending while the
-- consumer is busy, and then come without suspending
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

local function w(name, ms)
  sleep(ms)
  return name
end

local ts = { spawn("A", w, "A", 30), spawn("B", w, "B", 10), spawn("C", w, "C", 20), spawn("D", w, "D", 48) }
spawn("ticker", function()
  for _ = 1, 20 do
    sleep(5)
    say("tick")
  end
end)
for t in as_completed(ts) do
  say("got " .. t:result())
  if now() == 10 then
    sleep(32)
    say("consumer back")
  end
end
say("end")
