-- Readers and a writer on a condition; the writer waits until nobody reads
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

local readers = 0

local function reader(c, name, at, ms)
  sleep(at)
  do
    local _ <close> = c:hold()
    readers = readers + 1
  end
  say(name .. " reads with " .. readers)
  sleep(ms)
  do
    local _ <close> = c:hold()
    readers = readers - 1
    if readers == 0 then c:notify_all() end
  end
  say(name .. " leaves")
end

local function writer(c, name, at)
  sleep(at)
  do
    local _ <close> = c:hold()
    c:wait_until(function() return readers == 0 end)
    say(name .. " writes")
    sleep(10)
  end
  say(name .. " leaves")
end

local c = condition()
task_group(function(tg)
  for _, x in ipairs { { "R1", 0, 10 }, { "R2", 5, 15 }, { "R3", 22, 5 }, { "R4", 40, 1 } } do
    tg:spawn(x[1], reader, c, x[1], x[2], x[3])
  end
  tg:spawn("W1", writer, c, "W1", 2)
  tg:spawn("W2", writer, c, "W2", 2)
end)
say("readers " .. readers)
