-- WF-10: a second cancel while the task cleans up is passed to the task again,
-- and the waiter goes on waiting for its value
-- CPython 3.12 and later
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
  local ok, e = pcall(function() say("waiter gets " .. wait_for(500, t)) end)
  if not ok then say("waiter Cancelled") error(e, 0) end
end

local t = spawn("T", function()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("first Cancelled") end
  ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("second Cancelled") end
  sleep(10)
  return "value"
end)
local v = spawn("W", waiter, t)
sleep(10)
v:cancel()
sleep(10)
v:cancel()
wait { v }
say("W cancelled " .. yn(v:cancelled()) .. " cancelling " .. v:cancelling() .. " T done " .. yn(t:done()))
wait { t }
say("end")
