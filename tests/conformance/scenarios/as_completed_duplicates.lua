-- AC-6, AC-8: each task is given once, however often it is named
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

local function w(name, ms)
  sleep(ms)
  return name
end

local a, b = spawn("A", w, "A", 20), spawn("B", w, "B", 10)
local n = 0
for t in as_completed { a, b, a, a, b } do
  say("got " .. t:result())
  n = n + 1
end
say(n .. " items")
