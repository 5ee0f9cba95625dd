-- WF-1, WF-6: the task's error comes through; also one raised while it is being
-- cancelled, instead of Timeout
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
  error("bad", 0)
end

local function cleanup()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then
    sleep(5)
    error("cleanup failed", 0)
  end
end

local function attempt(what)
  local ok, e = pcall(wait_for, 10, what)
  if is(e, Timeout) then
    say("Timeout")
  elseif not ok then
    say(kind(e) .. ", cancelling " .. current():cancelling())
  end
end

for _, x in ipairs { { "bad", bad }, { "cleanup", cleanup } } do
  attempt(spawn(x[1], x[2]))
  attempt(x[2])
end
