-- TG-21: an outer and an inner child fail in one turn: the outer error first, then
-- the inner group
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

local function bad(name)
  sleep(10)
  error(name, 0)
end

for _, outer_first in ipairs { true, false } do
  local ok, e = pcall(task_group, function(g1)
    if outer_first then g1:spawn("O", bad, "outer") end
    local ok, e = pcall(task_group, function(g2)
      g2:spawn("I", bad, "inner")
      if not outer_first then g1:spawn("O", bad, "outer") end
      sleep(1000)
    end)
    if is(e, ErrorGroup) then
      say("inner " .. kind(e) .. " cancelling " .. current():cancelling())
    end
    if not ok then error(e, 0) end
  end)
  if is(e, ErrorGroup) then say("outer " .. kind(e) .. " cancelling " .. current():cancelling()) end
  sleep(5)
  say("goes on")
end
