-- BAR-4, BAR-5: it is used again; who arrives while it drains waits until it is
-- empty, and belongs to the next round
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

local function w(b, name, rounds)
  for i = 0, rounds - 1 do
    local r = b:wait()
    say(name .. " round " .. i .. " index " .. r)
  end
end

local b = barrier(2)
gather { function() w(b, "A", 3) end, function() w(b, "B", 3) end }
b = barrier(2)
local ts = {}
for i, n in ipairs { "C", "D", "E", "F" } do ts[i] = spawn(n, w, b, n, 1) end
wait(ts)
b = barrier(3)
ts = {}
for i, n in ipairs { "G", "H", "I" } do ts[i] = spawn(n, w, b, n, 2) end
wait(ts)
say("waiting " .. b:waiting())
