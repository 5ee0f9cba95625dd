-- CAN-12, CAN-13: cancelling an awaiter cancels the awaited task first; if that
-- one swallows it, the awaiter goes on with its value
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

local function inner()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then
    say("inner swallows")
    sleep(5)
  end
  return "saved"
end

local function outer(t)
  local r = t:await()
  say("outer gets " .. r .. ", cancelling " .. current():cancelling())
  sleep(5)
  say("outer goes on")
end

local i = spawn("inner", inner)
local o = spawn("outer", outer, i)
sleep(10)
say("cancel " .. yn(o:cancel()))
o:await()
say("outer cancelled " .. yn(o:cancelled()) .. " inner cancelling " .. i:cancelling())
