-- AG-8: at the end of the program the streams left open are closed, after all
-- tasks have been cancelled
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

local function numbers(name, ms)
  return stream(function(emit)
    local _ <close> = defer(function()
      sleep(ms)
      say(name .. " cleaned")
    end)
    for i = 0, 8 do emit(i) end
  end)
end

local streams = { numbers("A", 5), numbers("B", 7), numbers("never asked", 6) }
spawn("W", function()
  local ok, e = pcall(function()
    for v in streams[1] do
      say("w got " .. v)
      sleep(1000)
    end
  end)
  if not ok then
    say("w Cancelled")
    sleep(5)
    error(e, 0)
  end
end)
for v in streams[2] do
  say("main got " .. v)
  break
end
sleep(5)
say("main ends")
