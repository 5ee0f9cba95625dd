-- TO-22: a sleep that ends at the very deadline loses, whichever was registered
-- first
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

local function attempt(name, first, second)
  local ok, e = pcall(timeout, first + second, function()
    sleep(first)
    sleep(second)
    say(name .. " slept")
  end)
  if is(e, Timeout) then say(name .. " Timeout") end
end

local function attempt_late()
  local ok, e = pcall(timeout, 500, function(s)
    spawn("mover", function() s:reschedule(10) end)
    sleep(10)
    say("late slept")
  end)
  if is(e, Timeout) then say("late Timeout") end
end

attempt("one", 10, 0)
attempt("two", 4, 6)
attempt_late()
