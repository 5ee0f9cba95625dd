-- CND-7, CND-8: cancels that come while the lock is being taken again are held
-- back until it is held; then one Cancelled is raised
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

local function w(c)
  local ok, e = pcall(function()
    local _ <close> = c:hold()
    local ok, e = pcall(function()
      c:wait()
      say("woken")
    end)
    if is(e, Cancelled) then
      say("Cancelled, locked " .. yn(c:locked()) .. " cancelling " .. current():cancelling())
      error(e, 0)
    end
  end)
  if is(e, Cancelled) then
    sleep(5)
    say("cleanup is not interrupted")
    error(e, 0)
  end
end

local c = condition()
local t = spawn("W", w, c)
sleep(1)
c:acquire()
t:cancel()
sleep(5)
t:cancel()
sleep(5)
t:cancel()
say("W done " .. yn(t:done()))
sleep(5)
c:release()
wait { t }
say("cancelled " .. yn(t:cancelled()) .. " locked " .. yn(c:locked()))
t = spawn("W", w, c)
sleep(1)
c:acquire()
c:notify()
sleep(5)
t:cancel()
sleep(5)
c:release()
wait { t }
say("cancelled " .. yn(t:cancelled()) .. " locked " .. yn(c:locked()))
