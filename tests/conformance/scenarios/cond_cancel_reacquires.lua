-- CND-7: a cancelled wait takes the lock back before Cancelled is raised
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
  local _ <close> = c:hold()
  local ok, e = pcall(c.wait, c)
  if not ok then say("Cancelled, locked " .. yn(c:locked())) error(e, 0) end
end
local c = condition()
local t = spawn("W", w, c)
sleep(1)
do
  local _ <close> = c:hold()
  t:cancel()
  sleep(20)
  say("main leaves, W done " .. yn(t:done()))
end
wait { t }
say("cancelled " .. yn(t:cancelled()) .. " locked " .. yn(c:locked()))
