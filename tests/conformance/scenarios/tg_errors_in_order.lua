-- TG-4, TG-5, TG-6: all children are awaited, cleanup included; the errors come in
-- the order in which the children ended, the body's own last; a cancellation is
-- none
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

local function w(name, ms, err)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    sleep(ms)
    say(name .. " ends")
    error(err and name or e, 0)
  end
end

local ok, e = pcall(task_group, function(tg)
  tg:spawn("A", w, "A", 30, true)
  tg:spawn("B", w, "B", 10, true)
  tg:spawn("C", w, "C", 20, false)
  tg:spawn("bad", function()
    sleep(10)
    error("bad", 0)
  end)
  local ok, e = pcall(sleep, 1000)
  if not ok then error("body", 0) end
end)
if is(e, ErrorGroup) then say(kind(e)) end
