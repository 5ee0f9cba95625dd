-- AG-2: its error comes out of the loop, and it is finished then
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
    emit(1)
    sleep(5)
    error("boom", 0)
  end)
end

local s = numbers()
local ok, e = pcall(function()
  for v in s do say("got " .. v) end
end)
if not ok then say("caught " .. kind(e)) end
for v in s do say("never") end
say("end")
