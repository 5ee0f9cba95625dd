-- RUN-2, RUN-3: when main has ended one more pass runs what is ready: an unstarted
-- task starts; the rest is then cancelled in the order of spawning
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

local function w(name)
  say(name .. " starts")
  local ok, e = pcall(function()
    sleep(0)
    say(name .. " second turn")
    sleep(1000)
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

spawn("A", w, "A")
spawn("B", w, "B")
sleep(0)
spawn("C", w, "C")
say("main ends")
