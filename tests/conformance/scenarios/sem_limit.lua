-- SEM-2, SEM-3: at most n at a time, in FIFO order
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

local function w(s, i)
  local _ <close> = s:hold()
  say(i .. " in")
  sleep(10 * i)
  say(i .. " out")
end
local s = semaphore(2)
local ts = {}
for i = 1, 5 do ts[i] = spawn(tostring(i), w, s, i) end
gather(ts)
say("locked " .. yn(s:locked()))
