-- SEM-2, SEM-3: first come first served; the releaser queues behind the waiters
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

local function w(name, s, turns)
  for i = 0, turns - 1 do
    local _ <close> = s:hold()
    say(name .. " in " .. i)
    sleep(1)
  end
end

local s = semaphore(1)
local ts = {}
for i, n in ipairs { "A", "B", "C" } do ts[i] = spawn(n, w, n, s, 2) end
sleep(1)
do
  local _ <close> = s:hold()
  say("main in")
end
wait(ts)
