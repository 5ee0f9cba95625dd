-- TG-12, TG-13: an outside cancel, while the parent is in the body or waits at the
-- end of the block: children are cancelled and awaited, Cancelled is raised, the
-- count is kept
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
    say(name .. " cleaned")
    error(e, 0)
  end
end

local function boss(in_body)
  local ok, e = pcall(task_group, function(tg)
    tg:spawn("A", w, "A")
    tg:spawn("B", w, "B")
    if in_body then
      local ok, e = pcall(sleep, 1000)
      if not ok then say("body cancelled") error(e, 0) end
    end
  end)
  if is(e, Cancelled) then
    say("boss Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  end
end

for _, in_body in ipairs { true, false } do
  local b = spawn("boss", boss, in_body)
  sleep(10)
  b:cancel()
  wait { b }
  say("boss cancelled " .. yn(b:cancelled()))
end
