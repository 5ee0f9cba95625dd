-- TG-15: an outside cancel and child errors: the ErrorGroup wins, and the cancel
-- strikes at the next suspension
-- CPython 3.13 and later
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

local function boss(in_body)
  local ok, e = pcall(task_group, function(tg)
    tg:spawn("W", function()
      local ok, e = pcall(sleep, 1000)
      if is(e, Cancelled) then error("cleanup failed", 0) end
    end)
    if in_body then sleep(1000) end
  end)
  if is(e, ErrorGroup) then
    say(kind(e) .. " cancelling " .. current():cancelling())
  elseif not ok then
    error(e, 0)
  end
  ok, e = pcall(function()
    sleep(50)
    say("slept")
  end)
  if is(e, Cancelled) then
    say("Cancelled afterwards, cancelling " .. current():cancelling())
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
