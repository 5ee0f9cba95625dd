-- BAR-10, BAR-11: reset and abort while it drains let the draining ones out; those
-- who are held back at the door go on, or get BrokenBarrier
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
  if is(e, BrokenBarrier) then say(name .. " " .. kind(e)) elseif not ok then error(e, 0) end
end

for _, how in ipairs { "reset", "abort" } do
  local b = barrier(3)
  local ts = {}
  for _, n in ipairs { "A", "B" } do ts[#ts + 1] = spawn(n, w, b, n) end
  sleep(1)
  for _, n in ipairs { "C", "D", "E" } do ts[#ts + 1] = spawn(n, w, b, n) end
  sleep(0)
  say(how .. ", waiting " .. b:waiting())
  b[how](b)
  wait(ts, { timeout = 10 })
  say("broken " .. yn(b:broken()) .. " waiting " .. b:waiting())
  b:reset()
  wait(ts)
end
