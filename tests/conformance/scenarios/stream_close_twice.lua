-- AG-3, AG-4: leaving the loop does not run the cleanup, close does and awaits it;
-- again, after the end, or before the first item, it does nothing
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

local function numbers(n)
  return stream(function(emit)
    local _ <close> = defer(function()
      say("cleanup")
      sleep(5)
      say("cleaned")
    end)
    for i = 0, n - 1 do emit(i) end
  end)
end

local s = numbers(9)
for v in s do
  say("got " .. v)
  break
end
sleep(5)
say("closing")
s:close()
say("closed")
s:close()
s = numbers(1)
for v in s do say("got " .. v) end
s:close()
s = numbers(1)
s:close()
for v in s do say("never") end
say("end")
