-- TO-7, TO-8: the body's errors pass unchanged, also one raised while the expiry
-- is handled
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
local ok, e = pcall(timeout, 10, function(s)
  keep = s
  sleep(5)
  error("early", 0)
end)
if not ok then say(kind(e) .. ", expired " .. yn(keep:expired())) end
ok, e = pcall(timeout, 10, function(s)
  keep = s
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then error("instead", 0) end
end)
if is(e, Timeout) then
  say("Timeout")
elseif not ok then
  say(kind(e) .. ", expired " .. yn(keep:expired()) .. " cancelling " .. current():cancelling())
end
sleep(5)
say("goes on")
