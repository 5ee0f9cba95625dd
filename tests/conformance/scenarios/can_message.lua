-- CAN-18: the message of cancel() arrives in the task and in its awaiter
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

local function text(e) return e.message or "none" end

local function w()
  local ok, e = pcall(sleep, 1000)
  if not ok then say("task: " .. text(e)) error(e, 0) end
end

local function outer(t)
  local ok, e = pcall(t.await, t)
  if not ok then say("outer: " .. text(e)) error(e, 0) end
end

local t = spawn("T", w)
sleep(1)
t:cancel("enough")
local ok, e = pcall(t.await, t)
if not ok then say("awaiter: " .. text(e)) end
local i = spawn("I", w)
local o = spawn("O", outer, i)
sleep(1)
o:cancel("from outside")
ok, e = pcall(o.await, o)
if not ok then say("main: " .. text(e)) end
local n = spawn("N", w)
sleep(1)
n:cancel()
wait { n }
