-- RUN-2: when main ends every other task is cancelled in spawn order and awaited
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

local function w(name, cleanup)
  local ok, e = pcall(function()
    say(name .. " start")
    sleep(1000)
  end)
  if not ok then
    say(name .. " cancelled")
    sleep(cleanup)
    say(name .. " cleaned")
    error(e, 0)
  end
end
spawn("A", w, "A", 20)
spawn("B", w, "B", 0)
spawn("C", w, "C", 10)
sleep(5)
say("main ends")
