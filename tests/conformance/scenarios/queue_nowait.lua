-- Q-7: get_nowait of an empty queue raises QueueEmpty, put_nowait into a full one
-- QueueFull
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

local q = queue(1)
local ok, e = pcall(q.get_nowait, q)
if is(e, QueueEmpty) then say(kind(e)) end
q:put_nowait("a")
ok, e = pcall(q.put_nowait, q, "b")
if is(e, QueueFull) then say(kind(e) .. ", size " .. q:size()) end
say(q:get_nowait())
