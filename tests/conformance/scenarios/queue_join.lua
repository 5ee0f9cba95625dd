-- Q-13, Q-15, Q-16: join waits for task_done, not for emptiness
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

local q = queue()
q:put_nowait(1)
q:put_nowait(2)
local function joiner(name)
  q:join()
  say(name .. " joined")
end
spawn("J1", joiner, "J1")
spawn("J2", joiner, "J2")
for _ = 1, 2 do
  sleep(10)
  q:get_nowait()
  say("empty " .. yn(q:empty()))
end
sleep(10)
q:task_done()
say("one done")
sleep(10)
q:task_done()
say("two done")
sleep(1)
q:join()
say("join of a finished queue returns at once")
if not pcall(q.task_done, q) then say("one task_done too many") end
