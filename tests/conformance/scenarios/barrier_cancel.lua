-- BAR-6: a cancelled waiter withdraws; the barrier is not broken
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

local function w(b, name)
  local ok, e = pcall(function() say(name .. " leaves with " .. b:wait()) end)
  if is(e, Cancelled) then say(name .. " Cancelled, waiting " .. b:waiting()) end
  if not ok then error(e, 0) end
end

local b = barrier(3)
local a, c = spawn("A", w, b, "A"), spawn("C", w, b, "C")
sleep(1)
a:cancel()
wait { a }
say("waiting " .. b:waiting() .. " broken " .. yn(b:broken()))
local d, e = spawn("D", w, b, "D"), spawn("E", w, b, "E")
wait { c, d, e }
