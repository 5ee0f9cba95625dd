-- SEM-5, SEM-6: a cancelled waiter does not upset the order, and a release skips
-- it
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

local function w(name, s)
  local ok, e = pcall(function()
    local _ <close> = s:hold()
    say(name .. " in")
    sleep(5)
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local s = semaphore(1)
local ts = {}
for i, n in ipairs { "A", "B", "C", "D" } do ts[i] = spawn(n, w, n, s) end
sleep(1)
ts[2]:cancel()
sleep(4)
ts[3]:cancel()
wait(ts)
say("locked " .. yn(s:locked()))
s = semaphore(0)
ts = { spawn("E", w, "E", s), spawn("F", w, "F", s) }
sleep(1)
ts[1]:cancel()
s:release()
say("cancelled E, then released")
wait(ts)
say("locked " .. yn(s:locked()))
