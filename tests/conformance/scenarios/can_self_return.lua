-- CAN-11: if no suspension follows, the end of the task becomes a cancellation;
-- an error that it raises stays an error
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

local function returns()
  current():cancel()
  return "lost"
end

local function fails()
  current():cancel()
  error("kept", 0)
end

for _, fn in ipairs { returns, fails } do
  local t = spawn("T", fn)
  local ok, e = pcall(t.await, t)
  if ok then
    say("returned " .. e)
  elseif is(e, Cancelled) then
    say("Cancelled, cancelled " .. yn(t:cancelled()))
  else
    say(kind(e) .. ", cancelled " .. yn(t:cancelled()))
  end
end
