-- TO-10: Timeout is raised when the body has finished its cleanup
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

local ok, e = pcall(timeout, 10, function()
  local _ <close> = defer(function()
    say("cleanup begins")
    sleep(20)
    say("cleanup ends")
  end)
  sleep(1000)
end)
if is(e, Timeout) then say("Timeout") end
