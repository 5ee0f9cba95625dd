-- SH-3, SH-5: a function becomes a task, which lives on when its awaiter is
-- cancelled
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

local function job()
  say("job in a task of its own " .. yn(current():name() ~= "W"))
  sleep(20)
  say("job ends")
end

local t = spawn("W", function()
  local ok, e = pcall(shield, job)
  if not ok then say("W Cancelled") error(e, 0) end
end)
sleep(10)
t:cancel()
wait { t }
sleep(30)
say("end")
