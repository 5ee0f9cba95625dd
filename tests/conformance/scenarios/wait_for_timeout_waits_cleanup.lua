-- WF-3, WF-4: on timeout the task is cancelled and its cleanup awaited first
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

local function w()
  local ok, e = pcall(sleep, 100)
  if not ok then
    say("task cancelled")
    sleep(30)
    say("task cleaned")
    error(e, 0)
  end
end
local t = spawn("T", w)
local ok, e = pcall(wait_for, 20, t)
if is(e, Timeout) then
  say("Timeout, cancelled " .. yn(t:cancelled()) .. ", my cancelling " .. current():cancelling())
end
