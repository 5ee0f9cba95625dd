-- Q-3: put suspends only while the queue is full, get only while it is empty
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

local q = queue(2)
spawn("other", function() say("other runs") end)
q:put("a")
q:put("b")
say(q:get())
q:put("c")
say("main never suspended")
spawn("G", function()
  sleep(5)
  say("getter " .. q:get())
end)
q:put("d")
say("put d")
say(q:get())
say(q:get())
spawn("P", function()
  sleep(5)
  q:put("e")
  say("putter put e")
end)
say(q:get())
