-- TG-30: a body that never waits long sees a child's error at a suspension, three
-- turns later
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

local ok, e = pcall(task_group, function(tg)
  tg:spawn("bad", function()
    say("bad raises")
    error("boom", 0)
  end)
  for i = 0, 5 do
    say("body " .. i)
    sleep(0)
  end
  say("never")
end)
if is(e, ErrorGroup) then say(kind(e)) end
