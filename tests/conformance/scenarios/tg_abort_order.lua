-- TG-3: the first error cancels the siblings in the order of spawning, and the
-- body
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
  for _, n in ipairs { "D", "B" } do tg:spawn(n, w, n) end
  tg:spawn("bad", function()
    sleep(10)
    error("boom", 0)
  end)
  for _, n in ipairs { "C", "A" } do tg:spawn(n, w, n) end
  local ok, e = pcall(sleep, 1000)
  if not ok then say("body cancelled") error(e, 0) end
end)
if is(e, ErrorGroup) then say(kind(e)) end
