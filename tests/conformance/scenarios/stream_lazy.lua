-- AG-1: the producer runs only while the consumer asks
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
    say("producer begins")
    for i = 0, 2 do
      say("produces " .. i)
      emit(i)
    end
    say("producer ends")
  end)
end

local s = numbers()
say("made")
sleep(5)
for v in s do
  say("got " .. v)
  sleep(10)
end
say("end")
