-- AG-1, AG-3: streams on streams: one item at a time; closing the outer one closes
-- the inner one where it does so itself
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
    local _ <close> = defer(function() say("numbers closed") end)
    for i = 1, 8 do
      sleep(5)
      emit(i)
    end
  end)
end

local function squares(s)
  return stream(function(emit)
    local _ <close> = defer(function()
      s:close()
      say("squares closed")
    end)
    for v in s do emit(v * v) end
  end)
end

local s = squares(numbers())
for v in s do
  say("got " .. v)
  if v == 9 then break end
end
s:close()
say("end")
