-- GA-5, GA-6: the first error comes out two turns later, the others run on, and
-- their errors are swallowed
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
  say(name .. " ends")
  if fails then error(name, 0) end
end

local a, b, c = spawn("A", w, "A", 20, true), spawn("B", w, "B", 10, true), spawn("C", w, "C", 10, true)
spawn("ticker", function()
  sleep(10)
  for i = 0, 3 do
    say("tick " .. i)
    sleep(0)
  end
end)
local ok, e = pcall(gather, { a, b, c })
if not ok then say("caught " .. kind(e)) end
say("A done " .. yn(a:done()) .. " cancelling " .. a:cancelling())
sleep(20)
say("A error " .. kind(a:error()))
