-- GA-14: every child has ended, the gatherer is cancelled before its turn: the
-- values are lost
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

local function w(ms)
  sleep(ms)
  say(ms .. " ends")
  return ms
end

local function boss(ts)
  local ok, e = pcall(function()
    gather(ts)
    say("boss has the values")
  end)
  if not ok then say("boss Cancelled") error(e, 0) end
end

local ts = { spawn("A", w, 5), spawn("B", w, 10) }
local b = spawn("boss", boss, ts)
ts[2]:on_done(function() say("cancel " .. yn(b:cancel())) end)
wait { b }
say("cancelled " .. yn(b:cancelled()) .. " A " .. ts[1]:result() .. " B " .. ts[2]:result())
ts = { spawn("A", w, 5), spawn("B", w, 10) }
b = spawn("boss", boss, ts)
sleep(0)
ts[2]:on_done(function() say("cancel " .. yn(b:cancel())) end)
wait { b }
say("cancelled " .. yn(b:cancelled()))
