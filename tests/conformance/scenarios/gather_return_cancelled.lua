-- GA-7, GA-9: collecting errors, a cancelled child is an entry Cancelled
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

local function w(name, ms, fails)
  sleep(ms)
  if fails then error(name, 0) end
  return name
end

local a, b, c = spawn("A", w, "A", 30, false), spawn("B", w, "B", 20, true), spawn("C", w, "C", 100, false)
spawn("S", function()
  sleep(10)
  c:cancel()
end)
for _, x in ipairs(gather({ a, b, c }, { return_errors = true })) do
  say(x.ok and x.value or kind(x.error))
end
say("cancelling " .. current():cancelling())
