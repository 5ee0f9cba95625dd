-- AG-6: cancelling the consumer raises Cancelled in the producer first, whose
-- cleanup runs, and then in the consumer; a deadline does the same
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
    local ok, e = pcall(function()
      for i = 0, 8 do
        sleep(10)
        emit(i)
      end
    end)
    if not ok then
      say("producer Cancelled in " .. current():name())
      sleep(5)
      say("producer cleaned")
      error(e, 0)
    end
  end)
end

local t = spawn("C", function()
  local ok, e = pcall(function()
    for v in numbers() do say("got " .. v) end
  end)
  if not ok then say("consumer Cancelled") error(e, 0) end
end)
sleep(25)
t:cancel()
wait { t }
say("cancelled " .. yn(t:cancelled()))
spawn("D", function()
  local ok, e = pcall(timeout, 15, function()
    for v in numbers() do say("got " .. v) end
  end)
  if is(e, Timeout) then say("Timeout") end
end):await()
