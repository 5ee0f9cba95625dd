-- Q-18: a cancelled join changes nothing
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

local function joiner(q, name)
  local ok, e = pcall(function()
    q:join()
    say(name .. " joined")
  end)
  if not ok then say(name .. " Cancelled") error(e, 0) end
end

local q = queue()
q:put_nowait(1)
local a, b = spawn("A", joiner, q, "A"), spawn("B", joiner, q, "B")
sleep(1)
a:cancel()
wait { a }
q:task_done()
say("done")
b:await()
q:join()
say("size " .. q:size())
