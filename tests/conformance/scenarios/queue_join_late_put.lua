-- Q-16, Q-17: several joiners are woken in order; a put after the count was 0 and
-- before their turn does not hold them
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
  q:join()
  say(name .. " joined, size " .. q:size())
end

local q = queue()
q:put_nowait(1)
local ts = { spawn("A", joiner, q, "A"), spawn("B", joiner, q, "B") }
sleep(1)
q:get()
q:task_done()
q:put_nowait(2)
ts[3] = spawn("C", joiner, q, "C")
sleep(5)
say("C done " .. yn(ts[3]:done()))
q:get()
q:task_done()
wait(ts)
