-- TG-28: a deadline round the group cancels body and children and comes out as
-- Timeout
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
  if not ok then
    say(name .. " cancelled")
    sleep(5)
    error(e, 0)
  end
end

for _, in_body in ipairs { true, false } do
  local ok, e = pcall(timeout, 10, function()
    task_group(function(tg)
      tg:spawn("A", w, "A")
      tg:spawn("B", w, "B")
      if in_body then w("body") end
    end)
  end)
  if is(e, Timeout) then say("Timeout, cancelling " .. current():cancelling()) end
  if is(e, ErrorGroup) then say(kind(e)) end
end
