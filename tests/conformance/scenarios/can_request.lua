-- CAN-1, CAN-2: cancel() only asks, and says whether the task had ended
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

local t = spawn("T", function()
  local ok, e = pcall(sleep, 1000)
  if not ok then say("cancelled") error(e, 0) end
end)
sleep(5)
say("cancel " .. yn(t:cancel()) .. " cancelling " .. t:cancelling())
say("done " .. yn(t:done()) .. " cancelled " .. yn(t:cancelled()))
wait { t }
say("done " .. yn(t:done()) .. " cancelled " .. yn(t:cancelled()))
say("cancel " .. yn(t:cancel()) .. " cancelling " .. t:cancelling())
local e = spawn("E", sleep, 1)
e:await()
say("cancel " .. yn(e:cancel()) .. " cancelling " .. e:cancelling() .. " cancelled " .. yn(e:cancelled()))
