-- GA-8: a cancelled child counts as an error Cancelled; neither the gatherer nor
-- the siblings are cancelled
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
  say(name .. " ends")
  return name
end

local a, b = spawn("A", w, "A", 100), spawn("B", w, "B", 20)
spawn("S", function()
  sleep(10)
  a:cancel()
end)
local ok, e = pcall(gather, { a, b })
if is(e, Cancelled) then
  say("Cancelled, cancelling " .. current():cancelling() .. " B cancelling " .. b:cancelling())
end
say(b:await())
