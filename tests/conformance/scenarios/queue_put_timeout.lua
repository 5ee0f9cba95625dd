-- Q-10, Q-12: a put that meets its deadline puts nothing, also when a slot is freed
-- at that instant
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

local function w(q, name, ms)
  local ok, e = pcall(timeout, ms, function()
    q:put(name)
    say(name .. " put")
  end)
  if is(e, Timeout) then say(name .. " Timeout, size " .. q:size()) end
end

local q = queue(1)
q:put_nowait("first")
local ts = { spawn("A", w, q, "A", 5), spawn("B", w, q, "B", 10), spawn("C", w, q, "C", 500) }
sleep(10)
say(q:get_nowait())
wait(ts)
say(q:get_nowait() .. " size " .. q:size())
