-- TG-6, TG-7: an error in the body cancels the children; it comes last in the group
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

local function w(name, err)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say(name .. " cancelled")
    if err then error(err, 0) end
    error(e, 0)
  end
end
local ok, e = pcall(task_group, function(tg)
  tg:spawn("A", w, "A", nil)
  tg:spawn("B", w, "B", "B cleanup")
  sleep(10)
  say("body raises")
  error("body", 0)
end)
if is(e, ErrorGroup) then say(kind(e)) end
