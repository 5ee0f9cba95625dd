-- TG-23: spawning while the group aborts, or after its end, is an error, and the
-- function does not run
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

local function attempt(tg, when)
  if not pcall(tg.spawn, tg, "W", function() say("never") end) then say("refused " .. when) end
end

local function late(tg)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    attempt(tg, "in a cancelled child")
    error(e, 0)
  end
end

local keep
local ok, e = pcall(task_group, function(tg)
  keep = tg
  tg:spawn("late", late, tg)
  tg:spawn("bad", function()
    sleep(5)
    error("boom", 0)
  end)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    attempt(tg, "in the body")
    error(e, 0)
  end
end)
if is(e, ErrorGroup) then say(kind(e)) end
attempt(keep, "after the end")
task_group(function(tg) keep = tg end)
attempt(keep, "after a good end")
sleep(5)
