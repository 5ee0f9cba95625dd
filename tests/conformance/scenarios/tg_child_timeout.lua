-- TG-29: a child's own Timeout is an ordinary error
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

local ok, e = pcall(task_group, function(tg)
  tg:spawn("slow", function()
    timeout(10, function() sleep(1000) end)
  end)
  tg:spawn("W", sleep, 1000)
end)
if is(e, ErrorGroup) then say(kind(e)) end
