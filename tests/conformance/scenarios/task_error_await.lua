-- TASK-4, TASK-8: await raises the error of the task, every time; unawaited errors stay inside
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

local function bad()
  sleep(5)
  error("boom", 0)
end
local t = spawn("bad", bad)
spawn("unawaited", bad)
for i = 1, 2 do
  local ok, e = pcall(t.await, t)
  if not ok then say(i .. " caught " .. kind(e)) end
end
say("done " .. yn(t:done()) .. " cancelled " .. yn(t:cancelled()) .. " error " .. kind(t:error()))
sleep(5)
say("still alive")
