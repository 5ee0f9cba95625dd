-- RUN-9: nothing is ready and no timer is left: the program ends
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

local function w(name, first, second)
  local _ <close> = first:hold()
  say(name .. " has one")
  sleep(5)
  local _ <close> = second:hold()
  say("never")
end

local a, b = lock(), lock()
local t, u = spawn("A", w, "A", a, b), spawn("B", w, "B", b, a)
gather { t, u }
