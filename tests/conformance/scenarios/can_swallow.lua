-- CAN-6, CAN-8: a task may swallow Cancelled and go on; one request, one Cancelled
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
  for i = 0, 2 do
    local ok, e = pcall(sleep, 1000)
    if ok then
      say(i .. " slept")
    elseif is(e, Cancelled) then
      say(i .. " swallowed, cancelling " .. current():cancelling())
    end
  end
  return "done anyway"
end

local t = spawn("T", w)
sleep(10)
t:cancel()
sleep(10)
t:cancel()
local r = t:await()
say(r .. ", cancelled " .. yn(t:cancelled()) .. " cancelling " .. t:cancelling())
