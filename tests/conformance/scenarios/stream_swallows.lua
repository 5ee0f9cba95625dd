-- AG-6: a producer that swallows the cancellation goes on producing
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
    for i = 0, 2 do
      local ok, e = pcall(sleep, 10)
      if is(e, Cancelled) then say("producer swallows") end
      emit(i)
    end
  end)
end

local t = spawn("C", function()
  for v in numbers() do say("got " .. v) end
  return "all"
end)
sleep(15)
t:cancel()
say(t:await())
say("cancelling " .. t:cancelling())
