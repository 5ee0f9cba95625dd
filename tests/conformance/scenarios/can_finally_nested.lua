-- CAN-3: cleanups run from the inside out, suspending ones too
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

local function w()
  local _ <close> = defer(function()
    sleep(5)
    say("outermost")
  end)
  local _ <close> = defer(function()
    say("middle")
    sleep(0)
    say("middle done")
  end)
  local _ <close> = lock():hold()
  local _ <close> = defer(function()
    say("innermost")
    sleep(5)
    say("innermost done")
  end)
  sleep(1000)
end

local t = spawn("T", w)
sleep(10)
t:cancel()
say("requested")
wait { t }
say("cancelled " .. yn(t:cancelled()))
