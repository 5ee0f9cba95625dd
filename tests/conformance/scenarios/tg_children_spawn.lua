-- TG-22: children may spawn into their group, also after the body has ended, while
-- any child is alive
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

local function w(tg, name, depth)
  sleep(5)
  say(name .. " runs")
  if depth > 0 then tg:spawn(name .. "x", w, tg, name .. "x", depth - 1) end
end

task_group(function(tg)
  tg:spawn("A", w, tg, "A", 3)
  tg:spawn("B", w, tg, "B", 1)
  say("body ends")
end)
say("group ends")
