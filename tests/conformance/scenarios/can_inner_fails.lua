-- CAN-12, CAN-19: the awaited task turns the cancellation into an error, which is
-- what its awaiter gets
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

local function inner()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then error("cleanup failed", 0) end
end

local function outer(t)
  local ok, e = pcall(t.await, t)
  if not ok then
    say("outer gets " .. kind(e) .. ", cancelling " .. current():cancelling())
    error(e, 0)
  end
end

local i = spawn("inner", inner)
local o = spawn("outer", outer, i)
sleep(10)
o:cancel()
local ok, e = pcall(o.await, o)
if not ok then say("main gets " .. kind(e) .. ", outer cancelled " .. yn(o:cancelled())) end
say("inner cancelled " .. yn(i:cancelled()))
