-- Q-13, Q-14, Q-15: join of a fresh or finished queue does not suspend; it waits
-- for one task_done a put; one too many is an error
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

spawn("other", function() say("other runs") end)
local q = queue()
q:join()
say("fresh")
if not pcall(q.task_done, q) then say("refused") end
for i = 0, 2 do q:put_nowait(i) end
local w = spawn("W", function()
  while true do
    q:get()
    sleep(5)
    q:task_done()
    say("done")
  end
end)
q:join()
say("joined")
q:join()
say("joined again")
w:cancel()
wait { w }
