-- GA-13: children that swallow the cancellation do not save the gatherer
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

local function w(name)
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say(name .. " swallows") end
  return name
end

local function boss(collect)
  local ok, e = pcall(function()
    local r = { gather({ function() return w("A") end, function() return w("B") end },
      { return_errors = collect }) }
    say("boss got " .. #r)
  end)
  if not ok then say("boss Cancelled") error(e, 0) end
end

for _, collect in ipairs { false, true } do
  local b = spawn("boss", boss, collect)
  sleep(10)
  b:cancel()
  wait { b }
  say("cancelled " .. yn(b:cancelled()))
end
