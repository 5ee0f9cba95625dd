-- AC-4: the timeout is for all of them; Timeout comes at the next item asked
-- for, and nobody is cancelled
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
  say(name .. " ends")
  return name
end

local ts = { spawn("A", w, "A", 30), spawn("B", w, "B", 10), spawn("C", w, "C", 40) }
local ok, e = pcall(function()
  for t in as_completed(ts, { timeout = 20 }) do say("got " .. t:result()) end
end)
if is(e, Timeout) then
  say("Timeout, A cancelling " .. ts[1]:cancelling() .. " mine " .. current():cancelling())
end
sleep(50)
ts = { spawn("D", w, "D", 5), spawn("E", w, "E", 10), spawn("F", w, "F", 90) }
ok, e = pcall(function()
  for t in as_completed(ts, { timeout = 20 }) do
    say("got " .. t:result())
    sleep(30)
  end
end)
if is(e, Timeout) then say("Timeout although E had ended") end
