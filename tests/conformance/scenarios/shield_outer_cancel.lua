-- SH-3: the awaiter is cancelled at once, the shielded task runs on
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

local function job()
  sleep(30)
  say("job ends")
  return "value"
end
local function w(j)
  local ok, e = pcall(shield, j)
  if not ok then say("w Cancelled, job done " .. yn(j:done())) error(e, 0) end
end
local j = spawn("job", job)
local t = spawn("w", w, j)
sleep(10)
t:cancel()
wait { t }
say("w cancelled " .. yn(t:cancelled()) .. " job cancelling " .. j:cancelling())
say(j:await())
