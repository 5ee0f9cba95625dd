-- Q-8, Q-9: a cancelled getter leaves the line; woken and then cancelled, the
-- wake-up passes to the next, or the item stays
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

local function getter(q, name)
  local ok, e = pcall(function() say(name .. " got " .. q:get()) end)
  if not ok then say(name .. " Cancelled, size " .. q:size()) error(e, 0) end
end

local q = queue()
local a, b, c = spawn("A", getter, q, "A"), spawn("B", getter, q, "B"), spawn("C", getter, q, "C")
sleep(1)
a:cancel()
sleep(1)
q:put_nowait(1)
b:cancel()
wait { b, c }
local d = spawn("D", getter, q, "D")
sleep(1)
q:put_nowait(2)
d:cancel()
wait { d }
say("size " .. q:size() .. ", main gets " .. q:get())
local ts = { spawn("E", getter, q, "E"), spawn("F", getter, q, "F"), spawn("G", getter, q, "G") }
sleep(1)
q:put_nowait(3)
q:put_nowait(4)
ts[1]:cancel()
ts[2]:cancel()
wait { ts[3] }
say("size " .. q:size())
