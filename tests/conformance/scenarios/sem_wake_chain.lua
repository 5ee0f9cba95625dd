-- SEM-11: newcomers who queued behind a woken waiter although there were permits
-- are woken all at once
-- CPython 3.13 and later
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
  s:acquire()
  say(name .. " in")
end

local function ticker()
  for i = 0, 4 do
    say("tick " .. i)
    sleep(0)
  end
end

for _, permits in ipairs { 4, 3 } do
  local s = semaphore(0)
  local ts = { spawn("A", w, "A", s) }
  sleep(1)
  for _, n in ipairs { "B", "C", "D" } do ts[#ts + 1] = spawn(n, w, n, s) end
  for _ = 1, permits do s:release() end
  say("value " .. s:value() .. " locked " .. yn(s:locked()))
  spawn("ticker", ticker)
  sleep(0)
  say("value " .. s:value() .. " locked " .. yn(s:locked()))
  wait(ts, { timeout = 5 })
  say("value " .. s:value() .. " locked " .. yn(s:locked()))
  s:release()
  wait(ts)
end
