-- WF-9: cancelling the waiter cancels the task, waits for its end and raises
-- Cancelled
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

local function waiter(t)
  local ok, e = pcall(wait_for, 100, t)
  if is(e, Cancelled) then
    say("waiter Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  elseif is(e, Timeout) then
    say("Timeout")
  end
end

local t = spawn("T", function()
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say("task cancelled")
    sleep(20)
    say("task cleaned")
    error(e, 0)
  end
end)
local v = spawn("W", waiter, t)
sleep(10)
v:cancel()
wait { v }
say("W cancelled " .. yn(v:cancelled()) .. " T cancelled " .. yn(t:cancelled()) .. " now free")
sleep(100)
say("quiet")
