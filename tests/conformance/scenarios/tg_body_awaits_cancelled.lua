-- TG-11: the body awaits a child that is cancelled: Cancelled leaves the body,
-- aborts the group and leaves the block, though nobody cancelled the parent
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
  local ok, e = pcall(sleep, 1000)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local ok, e = pcall(task_group, function(tg)
  local a = tg:spawn("A", w, "A")
  tg:spawn("B", w, "B")
  spawn("S", function()
    sleep(10)
    a:cancel()
  end)
  a:await()
end)
if is(e, Cancelled) then say("Cancelled, cancelling " .. current():cancelling()) end
sleep(5)
say("goes on")
