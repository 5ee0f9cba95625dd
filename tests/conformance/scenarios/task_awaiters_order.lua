-- TASK-2, TASK-5: awaiters resume in the order in which they began to await
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

local function child()
  sleep(10)
  say("child ends")
  return "value"
end

local function waiter(name, t, ms)
  sleep(ms)
  say(name .. " gets " .. t:await())
end

local t = spawn("child", child)
wait {
  spawn("A", waiter, "A", t, 3), spawn("B", waiter, "B", t, 1),
  spawn("C", waiter, "C", t, 2), spawn("D", waiter, "D", t, 10),
}
