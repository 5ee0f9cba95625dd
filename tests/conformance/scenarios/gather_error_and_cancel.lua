-- GA-5, GA-11: a child fails in the turn in which the gatherer is cancelled
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

local function bad()
  sleep(10)
  say("bad raises")
  error("bad", 0)
end

local function long()
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say("long cancelled")
    sleep(5)
    error(e, 0)
  end
end

local function boss()
  local ok, e = pcall(gather, { spawn("bad", bad), spawn("long", long) })
  if is(e, Cancelled) then
    say("boss Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  elseif not ok then
    say("boss caught " .. kind(e) .. ", cancelling " .. current():cancelling())
  end
  sleep(20)
  say("boss goes on")
end

local b = spawn("boss", boss)
sleep(10)
b:cancel()
wait { b }
say("cancelled " .. yn(b:cancelled()))
local c
spawn("first", function()
  sleep(10)
  c:cancel()
end)
c = spawn("boss", boss)
wait { c }
say("cancelled " .. yn(c:cancelled()))
