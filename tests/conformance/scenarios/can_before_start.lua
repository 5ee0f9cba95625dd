-- CAN-4: a task cancelled before its first step never runs
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

local function w(name) say(name .. " runs") end

local a, b = spawn("A", w, "A"), spawn("B", w, "B")
a:cancel()
say("done " .. yn(a:done()))
local ok, e = pcall(a.await, a)
if is(e, Cancelled) then say("A cancelled " .. yn(a:cancelled()) .. " cancelling " .. a:cancelling()) end
b:await()
