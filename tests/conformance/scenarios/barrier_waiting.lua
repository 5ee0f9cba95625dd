-- BAR-3: waiting() counts only while it fills
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
  b:wait()
  say(name .. " out, waiting " .. b:waiting())
end

local b = barrier(3)
for _, n in ipairs { "A", "B" } do
  spawn(n, w, b, n)
  sleep(1)
  say("waiting " .. b:waiting())
end
b:wait()
say("main out, waiting " .. b:waiting())
sleep(1)
say("waiting " .. b:waiting() .. " broken " .. yn(b:broken()))
