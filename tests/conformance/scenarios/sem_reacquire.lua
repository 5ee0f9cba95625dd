-- SEM-4: acquiring again during a hand-over keeps the order
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

local function w(name, s, again)
  do
    local _ <close> = s:hold()
    say(name)
  end
  if again then
    local _ <close> = s:hold()
    say(again)
  end
end

local s = semaphore(1)
local ts = { spawn("A", w, "1", s, "4"), spawn("B", w, "2", s, nil), spawn("C", w, "3", s, nil) }
wait(ts)
s:acquire()
ts = { spawn("A", w, "5", s, "8"), spawn("B", w, "6", s, nil), spawn("C", w, "7", s, nil) }
sleep(1)
s:release()
do
  local _ <close> = s:hold()
  say("main")
end
wait(ts)
