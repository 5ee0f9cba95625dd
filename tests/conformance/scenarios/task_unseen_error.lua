-- TASK-8, TASK-9: an error that nobody retrieves disturbs no other task
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

local function bad(ms)
  sleep(ms)
  error("unseen", 0)
end

local function good()
  for i = 0, 3 do
    say("good " .. i)
    sleep(5)
  end
end

spawn("bad1", bad, 0)
local b = spawn("bad2", bad, 7)
local g = spawn("good", good)
sleep(8)
say("cancel " .. yn(b:cancel()) .. " cancelled " .. yn(b:cancelled()))
g:await()
