-- CAN-21: after Cancelled, uncancel() == 0 says that it was one's own
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

local function scope(name, own)
  local me = current()
  if own then
    spawn("timer", sleep, 10):on_done(function() me:cancel() end)
  end
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then
    if own and me:uncancel() == 0 then
      say(name .. " was its own")
      return "handled"
    end
    say(name .. " from outside, cancelling " .. me:cancelling())
    error(e, 0)
  end
end

local t = spawn("own", scope, "own", true)
say(t:await())
t = spawn("outside", scope, "outside", false)
sleep(5)
t:cancel()
wait { t }
say("cancelled " .. yn(t:cancelled()))
t = spawn("both", scope, "both", true)
t:on_done(function() say("both has ended") end)
sleep(10)
sleep(0)
t:cancel()
wait { t }
say("cancelled " .. yn(t:cancelled()))
