-- Q-10, Q-11: a cancelled putter puts nothing; woken and then cancelled, the slot
-- passes to the next putter
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

local function putter(q, name)
  local ok, e = pcall(function()
    q:put(name)
    say(name .. " put")
  end)
  if not ok then say(name .. " Cancelled, size " .. q:size()) error(e, 0) end
end

local q = queue(1)
q:put_nowait("first")
local a, b, c = spawn("A", putter, q, "A"), spawn("B", putter, q, "B"), spawn("C", putter, q, "C")
sleep(1)
a:cancel()
sleep(1)
say(q:get_nowait())
b:cancel()
wait { b, c }
say(q:get_nowait() .. " size " .. q:size())
q:put_nowait("second")
local d = spawn("D", putter, q, "D")
sleep(1)
say(q:get_nowait())
d:cancel()
wait { d }
say("size " .. q:size())
q:put_nowait("third")
say("size " .. q:size())
