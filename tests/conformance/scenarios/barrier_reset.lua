-- BAR-9: reset: those who wait get BrokenBarrier, the barrier is new
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
  if is(e, BrokenBarrier) then
    say(name .. " " .. kind(e) .. ", broken " .. yn(b:broken()))
  elseif not ok then
    error(e, 0)
  end
end

local b = barrier(3)
local ts = { spawn("A", w, b, "A"), spawn("C", w, b, "C") }
sleep(1)
b:reset()
say("reset, broken " .. yn(b:broken()) .. " waiting " .. b:waiting())
for _, n in ipairs { "D", "E", "F" } do ts[#ts + 1] = spawn(n, w, b, n) end
wait(ts)
b:reset()
say("reset, broken " .. yn(b:broken()) .. " waiting " .. b:waiting())
