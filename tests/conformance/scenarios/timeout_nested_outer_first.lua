-- TO-15: the inner scope only sees a Cancelled passing through
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

local keep
local ok, e = pcall(timeout, 30, function()
  local ok, e = pcall(timeout, 100, function(inner)
    keep = inner
    sleep(1000)
  end)
  if is(e, Cancelled) then
    say("inner let Cancelled through, expired " .. yn(keep:expired()))
    error(e, 0)
  elseif is(e, Timeout) then say("inner Timeout") end
end)
if is(e, Timeout) then say("outer Timeout") end
sleep(200)
say("quiet")
