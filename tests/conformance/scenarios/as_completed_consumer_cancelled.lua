-- AC-7: cancelling the consumer, or leaving early, leaves the tasks running
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

local function consumer(ts)
  local ok, e = pcall(function()
    for t in as_completed(ts) do say("got " .. t:result()) end
  end)
  if not ok then say("consumer Cancelled") error(e, 0) end
end

local ts = { spawn("A", w, "A", 30), spawn("B", w, "B", 10) }
local c = spawn("consumer", consumer, ts)
sleep(15)
c:cancel()
wait { c }
say("A cancelling " .. ts[1]:cancelling())
wait(ts)
ts = { spawn("C", w, "C", 30), spawn("D", w, "D", 10) }
for t in as_completed(ts) do
  say("got " .. t:result() .. ", leaving")
  break
end
wait(ts)
