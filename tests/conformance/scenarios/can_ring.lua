-- CAN-12: cancelling one of several awaiters of a task cancels the task, and so
-- every awaiter
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

local function w(name, t)
  local ok, e = pcall(t.await, t)
  if not ok then say(name .. " Cancelled, cancelling " .. current():cancelling()) error(e, 0) end
end

local t = spawn("T", sleep, 1000)
local a, b, c = spawn("A", w, "A", t), spawn("B", w, "B", t), spawn("C", w, "C", t)
sleep(5)
b:cancel()
wait { a, b, c }
say("T cancelled " .. yn(t:cancelled()) .. " cancelling " .. t:cancelling())
