-- TASK-10: tasks have a name; the one they are given, or Task-N
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

local function w()
  sleep(1)
  return current():name()
end

local a = spawn("Anna", w)
local b = spawn(w)
local c = spawn("Anna", w)
say(a:name() .. " " .. yn(b:name():find("^Task%-%d+$")) .. " " .. c:name())
local ra, rb, rc = gather { a, b, c }
say(ra .. " " .. yn(rb == b:name()) .. " " .. rc)
