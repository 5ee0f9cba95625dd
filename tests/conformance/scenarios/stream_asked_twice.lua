-- AG-5: asking for the next item while one is being produced is an error
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

local function consumer(s, name)
  local ok, e = pcall(function()
    for v in s do say(name .. " got " .. v) end
  end)
  if not ok then say(name .. " refused") end
end

local s = stream(function(emit)
  for i = 0, 1 do
    sleep(10)
    emit(i)
  end
end)
local a, b = spawn("A", consumer, s, "A"), spawn("B", consumer, s, "B")
wait { a, b }
