-- TG-14: further cancels while it waits for its children are counted and not sent
-- to them again
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

local function boss()
  local ok, e = pcall(task_group, function(tg)
    tg:spawn("W", function()
      local ok, e = pcall(sleep, 1000)
      if not ok then
        say("child cancelled")
        local ok2, e2 = pcall(function()
          sleep(50)
          say("child cleaned")
        end)
        if is(e2, Cancelled) then say("cleanup interrupted") end
        error(e, 0)
      end
    end)
  end)
  if is(e, Cancelled) then
    say("boss Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  end
end

local b = spawn("boss", boss)
for _ = 1, 3 do
  sleep(10)
  say("cancel " .. yn(b:cancel()))
end
wait { b }
say("boss cancelled " .. yn(b:cancelled()))
