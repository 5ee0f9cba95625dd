-- AG-3: leaving early and closing runs the producer's cleanup, and waits for it
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

local function numbers()
  return stream(function(emit)
    local _ <close> = defer(function()
      say("producer cleanup")
      sleep(5)
      say("producer cleaned")
    end)
    for i = 1, 99 do
      sleep(10)
      emit(i)
    end
  end)
end
local s = numbers()
for v in s do
  say("got " .. v)
  if v == 2 then break end
end
say("closing")
s:close()
say("closed")
