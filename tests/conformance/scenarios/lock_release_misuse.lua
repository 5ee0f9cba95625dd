-- LOCK-10, LOCK-11: releasing a free lock is an error; any task may release a held
-- one
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

local l = lock()
if not pcall(l.release, l) then say("refused") end
l:acquire()
spawn("R", function()
  l:release()
  say("released by another")
end):await()
say("locked " .. yn(l:locked()))
if not pcall(l.release, l) then say("refused") end
do
  local _ <close> = l:hold()
  say("still of use")
end
